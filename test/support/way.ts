import type { StepDetails } from '../../domain/steps/details';
import type { RoundView } from '../../db/readModels/countersignView';
import { Round } from './round';
import type { CaseView, RunningSystem } from './running';
import { until } from './until';

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

  /** The round that its process called, the latest one. */
  round(number = 1): Promise<Round> {
    return until(`第${number}轮会签发起`, async () => {
      const found = (await this.rounds()).find((one) => one.number === number);
      return found && Round.of(this.system, found.id, this.caseId);
    });
  }

  async rounds(): Promise<RoundView[]> {
    const clerk = await this.system.as(this.system.drafterOf(this.caseId));
    const { items } = await clerk.get<{ items: RoundView[] }>(`/api/v1/cases/${this.caseId}/countersigns`);
    return items;
  }

  async isOpen(element: string): Promise<boolean> {
    const { steps } = await this.view();
    return steps.some(({ elementId, state }) => elementId === `userTask_${element}` && state === 'open');
  }
}
