import type { CaseFacts } from '../../domain/routing/facts';
import { noGrounds } from './cases';
import type { RunningSystem } from './running';
import { readStories } from './stories';
import { Way } from './way';

interface Paper {
  /** 会签单位. */
  concerned?: string[];
  /** 联合报送: names of the other bodies. */
  joint?: string[];
  facts?: Partial<CaseFacts>;
  /** Login of who drafts it; a clerk of the department. */
  drafter?: string;
}

/** A department's own paper to its government, as tests drive it. */
export class Submission extends Way {
  /** Drafts it; handed in by `handIn`. */
  static async draft(system: RunningSystem, paper: Paper = {}): Promise<string> {
    const clerk = await system.as(paper.drafter ?? system.drafterLogin);
    const { draft, petition } = readStories();
    const { concerned = [], joint = [] } = paper;
    const remit = concerned.length + joint.length > 0 ? { remit: 'several-departments' } : {};
    const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', {
      facts: { ...draft.facts, ...petition.facts, ...remit, ...paper.facts },
      grounds: noGrounds,
      content: {
        title: '关于安排春季造林补助资金的请示',
        addressees: petition.addressees,
        body: '拟安排春季造林补助资金，用于苗木和管护。\n妥否，请批示。',
        concernedBodies: concerned,
        joint: joint.map((issuer) => ({ issuer, signatory: '主要负责人' })),
      },
    });
    return id;
  }

  static async handIn(system: RunningSystem, paper: Paper = {}): Promise<Submission> {
    const id = await Submission.draft(system, paper);
    await (await system.as(paper.drafter ?? system.drafterLogin)).post(`/api/v1/drafts/${id}/submission`, {});
    return new Submission(system, id);
  }
}
