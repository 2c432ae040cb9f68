import type { RunningSystem } from './running';
import { Topic } from './topic';
import type { ProposedTopic } from './topic';
import { until } from './until';
import { Way } from './way';

export interface MeetingView {
  caseId: string;
  title: string;
  number: number | null;
  year: number;
  state: string;
  stateReason: string;
  presiderPersonId: string;
  isWhole: boolean;
  agenda: {
    number: number;
    versionId: string;
    changeWords: string;
    items: {
      itemId: string;
      title: string;
      topicCaseId: string;
      minutes: number;
      callAt: string;
      endsAt: string;
    }[];
  } | null;
  draft: { itemId: string; title: string }[] | null;
  versions: { number: number; changeWords: string; approval: { as: string } | null }[];
  participants: { class: string; personId: string | null; label: string; itemIds: string[] | null }[];
}

export interface PlannedMeeting {
  /** The first kind that comes monthly where not said. */
  kind?: string;
  /** Login of whoever presides, where it isn't the one who convenes it. */
  presider?: string;
  /** From now; three days where not said. */
  inHours?: number;
}

export interface ArrangedItem {
  topic: Topic;
  minutes?: number;
  bodyIds?: string[];
}

export interface Decisions {
  endedAt: string | null;
  items: {
    itemId: string;
    title: string;
    reference: string;
    decision: { words: string; number: number } | null;
  }[];
  documents: {
    id: string;
    title: string;
    dueAt: string;
    caseId: string | null;
    issuedAt: string | null;
    isOverrun: boolean;
    overrunReason: string | null;
  }[];
  minutes: { caseId: string; status: string; documentNumber: string | null } | null;
}
export interface SupervisedTask {
  caseId: string;
  what: string;
  stepLabel: string | null;
  stepDueAt: string | null;
  closedAt: string | null;
  feedback: { words: string }[];
}

const HOUR = 3_600_000;

const agreed = {
  outcome: 'agreed',
  words: '原则同意《农业防灾减灾工作方案》，由农业农村局修改后印发',
  disclosure: 'public',
};

/** A meeting on its way, as tests drive it. */
export class Meeting extends Way {
  /** Login of the first who has the duty of handling meetings. */
  static secretaryOf(system: RunningSystem): string {
    const { posts, persons } = system.office.people;
    const post = posts.find(({ duties }) => duties.includes('meeting-affairs'));
    const person = persons.find((one) => one.posts.includes(post?.id ?? ''));
    if (!person) throw new Error('people.json names nobody with the duty meeting-affairs');
    return person.login;
  }

  static async plan(system: RunningSystem, wish: PlannedMeeting = {}): Promise<Meeting> {
    const login = Meeting.secretaryOf(system);
    const secretary = await system.as(login);
    const { rows } = await system.pool.query<{ now: Date }>('select app_now() as now');
    const now = rows[0]?.now.getTime() ?? Number.NaN;
    const { caseId } = await secretary.post<MeetingView>('/api/v1/meetings', {
      kind: wish.kind ?? system.office.meetings.kinds.find(({ monthly }) => monthly)?.id,
      startsAt: new Date(now + (wish.inHours ?? 72) * HOUR).toISOString(),
      place: '第一会议室',
      ...(wish.presider ? { presiderPersonId: wish.presider } : {}),
    });
    system.drafters.set(caseId, login);
    return new Meeting(system, caseId);
  }

  secretary(): ReturnType<RunningSystem['as']> {
    return this.system.as(Meeting.secretaryOf(this.system));
  }

  /** Puts these topics on the agenda, in this order, and submits it. */
  async arrange(items: (Topic | ArrangedItem)[]): Promise<void> {
    await this.list(items);
    await this.act('ArrangeAgenda', 'submit-agenda', '');
  }

  /** The same without submitting it. */
  async list(items: (Topic | ArrangedItem)[]): Promise<void> {
    await (
      await this.secretary()
    ).put(`/api/v1/meetings/${this.caseId}/items`, {
      items: items.map((item) => {
        const { topic, minutes, bodyIds = [] }: ArrangedItem = item instanceof Topic ? { topic: item } : item;
        return { topicCaseId: topic.caseId, bodyIds, ...(minutes ? { minutes } : {}) };
      }),
    });
  }

  /** 批印, up to where it waits to be opened. */
  async approve(): Promise<MeetingView> {
    await this.act('ApprovePrinting', 'approve-printing', '同意。');
    const view = await this.stands('approved');
    await until('送达会议通知', async () =>
      (await this.system.completedElements(this.caseId)).includes('serviceTask_SendNotices')
        ? true
        : undefined,
    );
    return view;
  }

  /** A late change after 批印, up to where its agenda can be arranged again. */
  async reopen(reason = '增加议题'): Promise<void> {
    await (await this.secretary()).post(`/api/v1/meetings/${this.caseId}/reopening`, { reason });
    await this.open('ArrangeAgenda');
  }

  async cancel(reason = '专员另有安排'): Promise<void> {
    await (await this.secretary()).post(`/api/v1/meetings/${this.caseId}/cancellation`, { reason });
  }

  /** Opens it; days before its time, as most tests do, with the reason that this takes. */
  async convene(reason = '人员已经到齐，召集人同意提前。'): Promise<void> {
    const given = reason === '' ? {} : { reason };
    await (await this.secretary()).post(`/api/v1/meetings/${this.caseId}/opening`, given);
  }

  async meeting(login: string = Meeting.secretaryOf(this.system)): Promise<MeetingView> {
    return (await this.system.as(login)).get<MeetingView>(`/api/v1/meetings/${this.caseId}`);
  }

  /** Waits until the meeting stands so. */
  stands(state: string): Promise<MeetingView> {
    return until(`会议到达 ${state}`, async () => {
      const view = await this.meeting();
      return view.state === state ? view : undefined;
    });
  }

  /** A meeting that is held, with topics of these titles, or these topics, on its agenda. */
  static async held(
    system: RunningSystem,
    ...wishes: (string | ProposedTopic)[]
  ): Promise<{ meeting: Meeting; items: string[]; topics: Topic[] }> {
    const topics: Topic[] = [];
    for (const wish of wishes)
      topics.push(await Topic.listed(system, typeof wish === 'string' ? { title: wish } : wish));
    const meeting = await Meeting.plan(system);
    await meeting.arrange(topics);
    const { agenda } = await meeting.approve();
    await meeting.convene();
    return { meeting, topics, items: (agenda?.items ?? []).map(({ itemId }) => itemId) };
  }

  /** Agreed and public where not said otherwise. */
  async decide(itemId: string | undefined, decision: object = {}): Promise<void> {
    await (
      await this.secretary()
    ).put(`/api/v1/meetings/${this.caseId}/items/${itemId}/decision`, { ...agreed, ...decision });
  }

  /** Ends it, up to where everything that follows is on its way. */
  async end(): Promise<void> {
    await (await this.secretary()).post(`/api/v1/meetings/${this.caseId}/ending`, {});
    await until('会后转办', async () => ((await this.decisions()).minutes ? true : undefined));
  }

  async decisions(): Promise<Decisions> {
    return (await this.secretary()).get<Decisions>(`/api/v1/meetings/${this.caseId}/decisions`);
  }

  async tasks(): Promise<SupervisedTask[]> {
    const path = `/api/v1/supervision?scope=all&meeting=${this.caseId}`;
    return (await (await this.secretary()).get<{ items: SupervisedTask[] }>(path)).items;
  }

  /** The report to the press on its only decision that wants one. */
  async press(): Promise<Way> {
    const { rows } = await this.system.pool.query<{ id: string }>(
      'select case_id as id from press_releases where meeting_id = $1',
      [this.caseId],
    );
    return this.follow(rows[0]?.id ?? '');
  }

  /** A case that was opened for the secretary after it, as a way. */
  follow(caseId: string): Way {
    this.system.drafters.set(caseId, Meeting.secretaryOf(this.system));
    return new Way(this.system, caseId);
  }

  /** Drafts a document that it decided to issue, as this clerk, and takes it up to its final check. */
  async draftDecided(documentId: string, login = this.system.drafterLogin): Promise<Way> {
    const clerk = await this.system.as(login);
    const path = `/api/v1/decided-documents/${documentId}/draft`;
    const { caseId } = await clerk.post<{ caseId: string }>(path, {});
    this.system.drafters.set(caseId, login);
    const { content, ...draft } = await clerk.get<{
      facts: object;
      grounds: object;
      content: object;
      revision: number;
    }>(`/api/v1/drafts/${caseId}`);
    await clerk.put(`/api/v1/drafts/${caseId}`, {
      ...{ facts: draft.facts, grounds: draft.grounds, revision: draft.revision },
      content: { ...content, addressees: ['各县（市）人民政府'], body: '请各县（市）认真组织实施。' },
    });
    await clerk.post(`/api/v1/drafts/${caseId}/submission`, {});
    const way = new Way(this.system, caseId);
    await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue');
    await way.open('FinalCheck');
    return way;
  }
}
