import type { StepDetails } from '../../domain/steps/details';
import type { CaseView, RunningSystem } from './running';

/** One document on its way, as tests drive it: element ids without "userTask_". */
export class Way {
  constructor(
    protected readonly system: RunningSystem,
    readonly caseId: string,
  ) {}

  act(
    element: string,
    decision = 'agree',
    opinion = '同意。',
    details: Partial<StepDetails> = {},
  ): ReturnType<RunningSystem['act']> {
    return this.system.act(this.caseId, `userTask_${element}`, decision, opinion, details);
  }

  open(element: string): ReturnType<RunningSystem['openStep']> {
    return this.system.openStep(this.caseId, `userTask_${element}`);
  }

  /** Agrees in these steps, one after the other. */
  async through(...elements: string[]): Promise<void> {
    for (const element of elements) await this.act(element);
  }

  /** Changes the text as whoever has the step of revision, and saves it. */
  async edit(login: string, change: (body: string) => string): Promise<void> {
    const editor = await this.system.as(login);
    const draft = await editor.get<{
      revision: number;
      facts: unknown;
      grounds: unknown;
      content: { body: string };
    }>(`/api/v1/drafts/${this.caseId}`);
    await editor.put(`/api/v1/drafts/${this.caseId}`, {
      facts: draft.facts,
      grounds: draft.grounds,
      content: { ...draft.content, body: change(draft.content.body) },
      revision: draft.revision,
    });
  }

  /** The login of one who has the open step. */
  async loginAt(element: string): Promise<string> {
    const step = await this.open(element);
    return this.system.loginOf(step.holders[0]?.personId ?? '');
  }

  view(): Promise<CaseView> {
    return this.system.view(this.caseId);
  }

  issued(): Promise<CaseView> {
    return this.system.waitFor(this.caseId, ({ status }) => status === 'issued');
  }

  ended(): Promise<CaseView> {
    return this.system.waitFor(this.caseId, ({ status }) => status === 'ended');
  }

  /** Human steps that were done, in order, without "userTask_". */
  async steps(): Promise<string[]> {
    const { steps } = await this.view();
    return steps
      .filter(({ state }) => state === 'accepted')
      .map(({ elementId }) => elementId.replace('userTask_', ''));
  }

  summaries(): Promise<string[]> {
    return this.system.ledgerSummaries(this.caseId);
  }
}
