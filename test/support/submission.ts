import type { RoundView } from '../../db/readModels/countersignView';
import type { CaseFacts } from '../../domain/routing/facts';
import { noGrounds } from './cases';
import { Round } from './round';
import type { RunningSystem } from './running';
import { readStories } from './stories';
import { until } from './until';
import { Way } from './way';

const requestFacts: Partial<CaseFacts> = {
  kind: 'request',
  series: 'department-issue',
  issuingName: 'department',
  direction: 'upward',
  remit: 'several-departments',
};

interface Paper {
  /** 会签单位. */
  concerned?: string[];
  facts?: Partial<CaseFacts>;
  /** Login of who drafts it; a clerk of the department. */
  drafter?: string;
}

/** A department's own paper to its government, as tests drive it. */
export class Submission extends Way {
  /** Drafts it; handed in by `handIn`. */
  static async draft(system: RunningSystem, paper: Paper = {}): Promise<string> {
    const clerk = await system.as(paper.drafter ?? system.drafterLogin);
    const { facts } = readStories().draft;
    const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', {
      facts: { ...facts, ...requestFacts, ...paper.facts },
      grounds: noGrounds,
      content: {
        title: '关于安排春季造林补助资金的请示',
        addressees: ['喀什地区行政公署'],
        body: '拟安排春季造林补助资金，用于苗木和管护。\n妥否，请批示。',
        concernedBodies: paper.concerned ?? [],
      },
    });
    return id;
  }

  static async handIn(system: RunningSystem, paper: Paper = {}): Promise<Submission> {
    const id = await Submission.draft(system, paper);
    await (await system.as(paper.drafter ?? system.drafterLogin)).post(`/api/v1/drafts/${id}/submission`, {});
    return new Submission(system, id);
  }

  /** The round that its process called, the latest one. */
  round(number = 1): Promise<Round> {
    return until(`第${number}轮会签发起`, async () => {
      const found = (await this.rounds()).find((one) => one.number === number);
      return found && Round.of(this.system, found.id, this.caseId);
    });
  }

  async rounds(): Promise<RoundView[]> {
    const clerk = await this.system.as(this.system.drafterLogin);
    const { items } = await clerk.get<{ items: RoundView[] }>(`/api/v1/cases/${this.caseId}/countersigns`);
    return items;
  }

  async isOpen(element: string): Promise<boolean> {
    const { steps } = await this.view();
    return steps.some(({ elementId, state }) => elementId === `userTask_${element}` && state === 'open');
  }
}
