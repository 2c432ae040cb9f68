import type { RunningSystem } from './running';
import { until } from './until';
import { Way } from './way';

interface TopicView {
  id: string;
  state: string;
  revision: number;
  meetingKind: string;
  version: { id: string; number: number; sha256: string } | null;
  materials: { attachmentId: string; title: string; kind: string; pages: number }[];
  findings: { gate: string; outcome: string }[];
}

export interface ProposedTopic {
  title?: string;
  category?: string;
  /** The first kind that comes monthly where not said. */
  meetingKind?: string;
  concerned?: string[];
  evidences?: { evidence: string; words: string }[];
  minutes?: number;
  flags?: Partial<Record<'isNormative' | 'isMajor' | 'touchesBusiness', boolean>>;
  /** Login of who drafts it. */
  drafter?: string;
  /** Kinds of materials that are uploaded; a draft where not said. */
  materials?: string[];
}

/** A topic on its way to a meeting, as tests drive it. */
export class Topic extends Way {
  /** Drafted with its materials, not handed in. */
  static async draft(system: RunningSystem, wish: ProposedTopic = {}): Promise<Topic> {
    const login = wish.drafter ?? system.drafterLogin;
    const clerk = await system.as(login);
    const { kinds } = system.office.meetings;
    const { id } = await clerk.post<TopicView>('/api/v1/topics', {
      title: wish.title ?? '关于今冬明春农业防灾减灾工作的汇报',
      category: wish.category ?? 'decisions-from-above',
      meetingKind: wish.meetingKind ?? kinds.find(({ monthly }) => monthly)?.id,
      purpose: '部署今冬明春农业防灾减灾工作。',
      proposal: '同意农业防灾减灾工作方案，由农业部门组织实施。',
      minutes: wish.minutes ?? 10,
      budget: '所需资金从现有渠道安排。',
      explanation: '方案依据上级部署和本地实际起草。',
      concernedBodies: wish.concerned ?? [],
      evidences: wish.evidences ?? [],
      ...wish.flags,
    });
    system.drafters.set(id, login);
    const topic = new Topic(system, id);
    for (const kind of wish.materials ?? ['draft']) await topic.upload(kind);
    return topic;
  }

  /** Drafted and handed in: with its department's principal, or those who are asked to countersign. */
  static async propose(system: RunningSystem, wish: ProposedTopic = {}): Promise<Topic> {
    const topic = await Topic.draft(system, wish);
    await topic.submit();
    return topic;
  }

  /** Proposed and taken up to the commissioner's yes: may be arranged on an agenda. */
  static async listed(system: RunningSystem, wish: ProposedTopic = {}): Promise<Topic> {
    const topic = await Topic.propose(system, wish);
    await topic.coordinate();
    await topic.check();
    await topic.decide('in');
    return topic;
  }

  async drafter(): ReturnType<RunningSystem['as']> {
    return this.system.as(this.system.drafterOf(this.caseId));
  }

  /** A page of text as material. */
  async upload(
    kind: string,
    {
      title = '工作方案（送审稿）',
      text = '一、总体要求\n全面落实防灾减灾各项措施。',
      name = '工作方案.txt',
      reason = '',
    } = {},
  ): Promise<TopicView['materials'][number]> {
    const bytes = new TextEncoder().encode(text);
    return (await this.drafter()).upload(
      `/api/v1/topics/${this.caseId}/materials`,
      { name, bytes },
      { kind, title, reason },
    );
  }

  async submit(): Promise<void> {
    await (await this.drafter()).post(`/api/v1/topics/${this.caseId}/submission`, {});
  }

  /** The department's principal hands it in, and the leader or his secretary coordinates. */
  async coordinate(
    decision: 'coordinated' | 'return' = 'coordinated',
    words = '各方意见一致，可以上会。',
  ): Promise<void> {
    await this.act('ConfirmTopic');
    await this.act('CoordinateTopic', decision, words);
  }

  async check(decision: 'passed-check' | 'return' = 'passed-check', words = ''): Promise<void> {
    await this.act('CheckTopic', decision, words);
  }

  async decide(decision: 'in' | 'later' | 'out' | 'other-meeting', words = ''): Promise<void> {
    await this.act('DecideTopic', `topic-${decision}`, words);
    const state = { in: 'in', later: 'postponed', out: 'out', 'other-meeting': 'other-meeting' }[decision];
    await this.stands(state);
  }

  async topic(): Promise<TopicView> {
    return (await this.drafter()).get<TopicView>(`/api/v1/topics/${this.caseId}`);
  }

  /** Waits until the topic stands so. */
  stands(state: string): Promise<TopicView> {
    return until(`议题到达 ${state}`, async () => {
      const view = await this.topic();
      return view.state === state ? view : undefined;
    });
  }
}
