import type { Assignment, TaskDate } from '../db/stepHolders';
import { capacitiesOnForm } from '../domain/people/capacitiesOnForm';
import { dueLabel } from '../domain/steps/dueLabel';
import type { EngineClients } from './clients';

const NOT_FOUND = 404;
const CONFLICT = 409;
const GRPC_NOT_FOUND = 5;

/**
 * Completes a Zeebe user task with our intent in `action` (law 2).
 *
 * @returns "completed"; or "gone" where the task no longer stands: done by another, withdrawn, or done by us
 *   before a crash. The feed says which; nothing is lost by asking twice.
 */
export async function completeUserTask(
  engine: EngineClients,
  task: { userTaskKey: string; action: string; variables: Record<string, unknown> },
): Promise<'completed' | 'gone'> {
  try {
    await engine.rest.completeUserTask({
      userTaskKey: task.userTaskKey,
      action: task.action,
      variables: task.variables as Record<string, string>,
    });
    return 'completed';
  } catch (error) {
    if (isStatus(error, NOT_FOUND) || isStatus(error, CONFLICT)) return 'gone';
    throw error;
  }
}

/**
 * Gives a user task to those who have it now: to one alone it is assigned, of several any may claim it; its form says who
 * they are, and why. Harmless twice. Throws where the feed has yet to bring the task.
 *
 * @returns "assigned"; or "gone" where the task no longer stands
 */
export async function assignUserTask(engine: EngineClients, task: Assignment): Promise<'assigned' | 'gone'> {
  const { userTaskKey, isOpen, holders, assignee } = task;
  if (!isOpen) return 'gone';
  if (userTaskKey === null) throw new Error('引擎尚未建立任务，稍后再试');
  // One person in two posts is one candidate.
  const logins = [...new Set(holders.map(({ login }) => login))];
  const [only, ...others] = logins;
  try {
    // First, so that whoever gets the task finds himself on its form.
    await sayOnForm(engine, task);
    await offerTo(engine, userTaskKey, logins);
    if (only !== undefined && others.length === 0) {
      await engine.rest.assignUserTask({ userTaskKey, assignee: only, allowOverride: true, action: 'move' });
    } else if (assignee !== null) {
      await engine.rest.unassignUserTask({ userTaskKey });
    }
    return 'assigned';
  } catch (error) {
    if (isStatus(error, NOT_FOUND) || isStatus(error, CONFLICT) || isUnknown(error)) return 'gone';
    throw error;
  }
}

/**
 * Gives a user task the deadline that its step has now, as Tasklist lists it and as its form says it. Harmless twice.
 * Throws where the feed has yet to bring the task.
 *
 * @returns "redated"; or "gone" where the task no longer stands
 */
export async function redateUserTask(
  engine: EngineClients,
  task: TaskDate | null,
): Promise<'redated' | 'gone'> {
  if (!task?.isOpen) return 'gone';
  const { userTaskKey, elementInstanceKey, dueAt, isProvisional, timeZone } = task;
  if (userTaskKey === null) throw new Error('引擎尚未建立任务，稍后再试');
  const dueDate = dueAt.toISOString();
  try {
    await changeTask(engine, userTaskKey, { dueDate });
    await engine.grpc.setVariables({
      elementInstanceKey,
      variables: { dueDate, dueLabel: dueLabel(dueAt, isProvisional, timeZone) },
      local: true,
    });
    return 'redated';
  } catch (error) {
    if (isStatus(error, NOT_FOUND) || isStatus(error, CONFLICT)) return 'gone';
    if (isUnknown(error)) return 'gone';
    throw error;
  }
}

const offerTo = (engine: EngineClients, userTaskKey: string, logins: string[]): Promise<void> =>
  changeTask(engine, userTaskKey, { candidateUsers: logins });

/** The same variables that case.openStep gave the task, as they are now. */
async function sayOnForm(
  engine: EngineClients,
  { elementInstanceKey, holders, reason, timeZone }: Assignment,
): Promise<void> {
  const variables = { reason, ...capacitiesOnForm(holders, timeZone) };
  await engine.grpc.setVariables({ elementInstanceKey, variables: variables as never, local: true });
}

/** Not by the SDK's own method: it asks for an address that the engine doesn't have. */
async function changeTask(
  engine: EngineClients,
  userTaskKey: string,
  changeset: Record<string, unknown>,
): Promise<void> {
  await engine.rest.callApiEndpoint({
    urlPath: `user-tasks/${userTaskKey}`,
    method: 'PATCH',
    body: { changeset, action: 'move' },
    json: false,
  });
}

/** The SDK throws got's HTTPError, whose status sits in one of two places depending on its version. */
function isStatus(error: unknown, status: number): boolean {
  const { response, statusCode } = error as { response?: { statusCode?: number }; statusCode?: number };
  return response?.statusCode === status || statusCode === status;
}

const isUnknown = (error: unknown): boolean => (error as { code?: unknown }).code === GRPC_NOT_FOUND;
