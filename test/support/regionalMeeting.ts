import type { RunningSystem } from './running';
import { Submission } from './submission';
import { until } from './until';
import { Way } from './way';

export interface RegionalView {
  caseId: string;
  year: number;
  placeInYear: number;
  state: string;
  stateReason: string;
  stateSince: string;
  request: { caseId: string } | null;
  requestCandidates: { caseId: string }[];
  holding: { heldOn: string } | null;
  findings: { gate: string; outcome: string }[];
}

/** A day of a year that no other test uses. */
export function freshDay(): string {
  const year = 2040 + Math.floor(Math.random() * 140);
  return `${year}-06-15T10:00:00+08:00`;
}

const plan = {
  title: '全地区春季造林现场会',
  purpose: '部署春季造林。',
  nameUsed: 'body',
  days: 1,
  venue: 'seat',
  place: '地区会议中心',
  format: 'video',
  size: 120,
  budgetItem: '会议费',
  budgetYuan: 8000,
};

/** A department's region-wide meeting, as tests drive it. */
export class RegionalMeeting extends Way {
  private constructor(
    system: RunningSystem,
    caseId: string,
    readonly login: string,
  ) {
    super(system, caseId);
    system.drafters.set(caseId, login);
  }

  /** Applies as this clerk; throws what the API refuses with. */
  static async propose(system: RunningSystem, login: string, change: object = {}): Promise<RegionalMeeting> {
    const clerk = await system.as(login);
    const { caseId } = await clerk.post<RegionalView>('/api/v1/regional-meetings', {
      ...plan,
      startsAt: freshDay(),
      ...change,
    });
    return new RegionalMeeting(system, caseId, login);
  }

  async meeting(): Promise<RegionalView> {
    return (await this.system.as(this.login)).get(`/api/v1/regional-meetings/${this.caseId}`);
  }

  async post(what: string, body: object): Promise<RegionalView> {
    return (await this.system.as(this.login)).post(`/api/v1/regional-meetings/${this.caseId}/${what}`, body);
  }

  async state(wanted: string): Promise<RegionalView> {
    return until(`会议状态 ${wanted}`, async () => {
      const view = await this.meeting();
      return view.state === wanted ? view : undefined;
    });
  }

  /** The department's 请示, signed and registered; answers its case. */
  async paper(): Promise<string> {
    const paper = await Submission.handIn(this.system, { drafter: this.login });
    this.system.drafters.set(paper.caseId, this.login);
    await paper.through('SignByHead', 'RegisterSubmission');
    await paper.issued();
    return paper.caseId;
  }

  /** From the application to the approval. */
  async approve(): Promise<void> {
    await this.act('AgreeRegionalMeeting');
    await this.state('agreed');
    await this.post('request', { requestCaseId: await this.paper() });
    await this.act('CheckRegionalMeeting');
    await this.act('ApproveRegionalMeeting');
    await this.state('approved');
  }
}
