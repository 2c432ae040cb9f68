import type { StepQuestions } from '../../domain/steps/details';
import type { ApiClient } from '../apiClient';
import type { People } from './people';
import { until } from './until';

interface OpenStep {
  openedAt: string;
  userTaskKey: string | null;
  taskIsOpen: boolean;
  act: string;
  decisions: string[];
  reason: string;
  rule: { article: string };
  state: string;
  holders: { personId: string; personName: string; postLabel: string }[];
}

export interface CaseView {
  status: string;
  documentNumber: string | null;
  closedAs: string | null;
  currentVersion: { sha256: string };
  steps: OpenStep[];
}

/**
 * Takes a case on, each step by the first person who has it with the first decision that it offers, until it is as
 * wanted. Prints who did what under which article.
 *
 * @param reader who may read the case all the time
 * @param words what each of them writes
 */
export async function takeSteps(
  people: People,
  reader: ApiClient,
  caseId: string,
  isThere: (view: CaseView) => boolean | Promise<boolean>,
  words = '同意。',
): Promise<CaseView> {
  const read = (): Promise<CaseView> => reader.get<CaseView>(`/api/v1/cases/${caseId}`);
  for (;;) {
    const view = await until(read, async (seen) => openStepOf(seen) !== undefined || (await isThere(seen)));
    const step = openStepOf(view);
    if (!step || (await isThere(view))) return view;
    await takeStep(people, view, step, words);
    await until(read, (seen) =>
      seen.steps.every((one) => one.userTaskKey !== step.userTaskKey || one.state !== 'open'),
    );
  }
}

async function takeStep(people: People, view: CaseView, step: OpenStep, words: string): Promise<void> {
  const holder = step.holders[0];
  if (!holder) throw new Error(`${step.act}：没有办理人`);
  const client = await people.asPerson(holder.personId);
  const { questions } = await client.get<{ questions: StepQuestions }>(`/api/v1/tasks/${step.userTaskKey}`);
  await client.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
    decision: step.decisions[0],
    opinion: words,
    ...firstOf(questions),
    versionSha256: view.currentVersion.sha256,
  });
  const picked = questions.signatories[0] ? `　选定${questions.signatories[0].label}` : '';
  console.log(`  ${step.act}　${holder.postLabel}${holder.personName}　${step.rule.article}${picked}`);
}

/** Picks the first of what is offered and affirms every statement. */
function firstOf({ reviewers, signatories, statements }: StepQuestions) {
  return {
    ...(reviewers[0] ? { reviewer: reviewers[0].value } : {}),
    ...(signatories[0] ? { signatory: signatories[0].value } : {}),
    confirmations: statements.map(({ value }) => value),
  };
}

const openStepOf = (view: CaseView): OpenStep | undefined =>
  view.steps.find((step) => step.state === 'open' && step.taskIsOpen && step.userTaskKey !== null);
