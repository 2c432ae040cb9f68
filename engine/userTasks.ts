import type { EngineClients } from './clients';

const NOT_FOUND = 404;
const CONFLICT = 409;

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

/** The SDK throws got's HTTPError, whose status sits in one of two places depending on its version. */
function isStatus(error: unknown, status: number): boolean {
  const { response, statusCode } = error as { response?: { statusCode?: number }; statusCode?: number };
  return response?.statusCode === status || statusCode === status;
}
