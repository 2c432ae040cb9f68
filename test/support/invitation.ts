import type { RunningSystem } from './running';
import { readStories } from './stories';
import { until } from './until';
import { Way } from './way';

export interface InvitationView {
  caseId: string;
  state: string;
  stateReason: string;
  attendee: string;
  isEntrusted: boolean;
  waitsFor: string | null;
  acts: { act: string; decision: { id: string; label: string }; actor: string; opinion: string }[];
}

const letter = {
  title: '人大工委听取教育工作情况汇报会议',
  place: '人大工委会议室',
  subject: '听取义务教育均衡发展情况的汇报。',
  letter: '人大工委办公室函〔2026〕12号：请派人参加。',
};

/** 应邀会议, as tests drive it. */
export class Invitation extends Way {
  private constructor(
    system: RunningSystem,
    caseId: string,
    readonly login: string,
  ) {
    super(system, caseId);
    system.drafters.set(caseId, login);
  }

  /** Registers one, by whoever the office's stories name; throws what the API refuses with. */
  static async register(system: RunningSystem, change: object = {}): Promise<Invitation> {
    const { login, convener, bodyId } = readStories().invitation;
    const secretary = await system.as(login);
    const { rows } = await system.pool.query<{ at: Date }>(`select app_now() + interval '30 days' as at`);
    const { caseId } = await secretary.post<InvitationView>('/api/v1/meeting-invitations', {
      ...letter,
      convener,
      bodyId,
      startsAt: rows[0]?.at,
      ...change,
    });
    return new Invitation(system, caseId, login);
  }

  async invitation(): Promise<InvitationView> {
    return (await this.system.as(this.login)).get(`/api/v1/meeting-invitations/${this.caseId}`);
  }

  async callOff(reason: string): Promise<InvitationView> {
    return (await this.system.as(this.login)).post(`/api/v1/meeting-invitations/${this.caseId}/calling-off`, {
      reason,
    });
  }

  /** Whoever was to attend can't; said by this person. */
  async reconsider(reason: string, login = this.login): Promise<InvitationView> {
    return (await this.system.as(login)).post(`/api/v1/meeting-invitations/${this.caseId}/reconsidering`, {
      reason,
    });
  }

  async state(wanted: string): Promise<InvitationView> {
    return until(`应邀会议 ${wanted}`, async () => {
      const view = await this.invitation();
      return view.state === wanted ? view : undefined;
    });
  }

  /** Who has the open step, as posts are called. */
  async postsAt(element: string): Promise<string[]> {
    return (await this.open(element)).holders.map(({ postLabel }) => postLabel);
  }

  /** Waits until what was done in this opening of a step was not let count; answers why. */
  async refusalOf(elementInstanceKey: string): Promise<string> {
    const view = await this.system.waitFor(this.caseId, ({ steps }) =>
      steps.some((one) => one.elementInstanceKey === elementInstanceKey && one.state === 'refused'),
    );
    return view.opinions.at(-1)?.refusal ?? '';
  }
}
