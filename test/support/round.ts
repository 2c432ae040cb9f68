import type { RequestView, RoundView } from '../../db/readModels/countersignView';
import { moveClockTo } from './officeClock';
import type { RunningSystem } from './running';
import { until } from './until';

/** A step of a round that stands open, with the login of one who has it. */
export interface OpenStep {
  elementInstanceKey: string;
  userTaskKey: string;
  dueAt: Date;
  logins: string[];
}

interface Wish {
  purpose?: string;
  /** A body, or a body with its group. */
  departments: (string | { bodyId: string; group: number })[];
  limitDays?: number;
  limitReason?: string;
  previousRoundId?: string;
}

/** One round of countersigning, as tests drive it: element ids without "userTask_". */
export class Round {
  private constructor(
    private readonly system: RunningSystem,
    readonly id: string,
    readonly caseId: string,
  ) {}

  /** Submits the routine paper and puts it to these bodies; `caseId`: another round about a paper that is under way. */
  static async open(system: RunningSystem, wish: Wish, caseId?: string): Promise<Round> {
    const id = caseId ?? (await system.submit());
    const lead = await system.as(system.drafterLogin);
    const departments = wish.departments.map((one) => (typeof one === 'string' ? { bodyId: one } : one));
    const view = await lead.post<RoundView>(`/api/v1/cases/${id}/countersigns`, {
      purpose: 'countersign',
      ...wish,
      departments,
    });
    return new Round(system, view.id, id);
  }

  /** A round that is under way, such as one that a case's process called. */
  static of(system: RunningSystem, id: string, caseId: string): Round {
    return new Round(system, id, caseId);
  }

  lead(): ReturnType<RunningSystem['as']> {
    return this.system.as(this.system.drafterOf(this.caseId));
  }

  async view(): Promise<RoundView> {
    return (await this.lead()).get<RoundView>(`/api/v1/countersigns/${this.id}`);
  }

  /** The latest request to a body. */
  async request(bodyId: string): Promise<RequestView> {
    const found = (await this.view()).requests.filter((one) => one.bodyId === bodyId).at(-1);
    if (!found) throw new Error(`${bodyId} is not asked`);
    return found;
  }

  waitFor(what: string, accept: (view: RoundView) => boolean, milliseconds = 60_000): Promise<RoundView> {
    return until(
      what,
      async () => {
        const view = await this.view();
        return accept(view) ? view : undefined;
      },
      milliseconds,
    );
  }

  /** Waits until the latest request to a body stands so. */
  async becomes(bodyId: string, state: RequestView['state'], stage = 1): Promise<RequestView> {
    const is = (one: RequestView): boolean =>
      one.bodyId === bodyId && one.stage >= stage && one.state === state;
    const view = await this.waitFor(`${bodyId} ${state}`, ({ requests }) => requests.some(is));
    return view.requests.filter(is)[0] as RequestView;
  }

  async served(...bodyIds: string[]): Promise<RequestView[]> {
    return Promise.all(bodyIds.map((bodyId) => this.becomes(bodyId, 'open')));
  }

  /** The open step of a body's request, or of the round itself where no body is named. */
  openStep(element: string, bodyId: string | null = null): Promise<OpenStep> {
    return until(`${bodyId ?? '本轮'} ${element} 打开`, async () => this.findStep(element, bodyId), 60_000);
  }

  private async findStep(element: string, bodyId: string | null): Promise<OpenStep | undefined> {
    const { rows } = await this.system.pool.query<OpenStep>(
      `select steps.element_instance_key as "elementInstanceKey", task.user_task_key as "userTaskKey",
              steps.due_at as "dueAt",
              array(select distinct login from step_holders as holder join persons on persons.id = holder.person_id
                     where holder.element_instance_key = steps.element_instance_key order by login) as logins
         from steps join inbox_tasks as task using (element_instance_key)
         left join countersign_requests as request on request.id = steps.countersign_request_id
        where steps.countersign_round_id = $1 and steps.element_id = $2 and steps.state = 'open'
          and task.state = 'created' and request.body_id is not distinct from $3`,
      [this.id, `userTask_${element}`, bodyId],
    );
    return rows[0];
  }

  /** Waits until what was done in a step is on record. */
  async done({ elementInstanceKey }: OpenStep): Promise<void> {
    await until('本步办理有登记', async () => {
      const { rowCount } = await this.system.pool.query(
        `select from steps where element_instance_key = $1 and state <> 'open'`,
        [elementInstanceKey],
      );
      return rowCount === 1 ? true : undefined;
    });
  }

  /** Acts in an open step as one who has it. */
  async act(
    element: string,
    bodyId: string | null,
    decision: string,
    opinion = '已阅，意见如下。',
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const step = await this.openStep(element, bodyId);
    await this.complete(step, decision, opinion, more);
  }

  async complete(
    step: OpenStep,
    decision: string,
    opinion = '已阅，意见如下。',
    more: Record<string, unknown> = {},
  ): Promise<void> {
    const holder = await this.system.as(step.logins[0] ?? '');
    const { versionSha256 } = await this.view();
    await holder.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision,
      opinion,
      versionSha256,
      ...more,
    });
  }

  /** Receives the paper in a body, so that it lies with whoever answers. */
  async toLeader(bodyId: string): Promise<OpenStep> {
    await this.act('ReceiveRequest', bodyId, 'receive-to-leader', '');
    return this.openStep('AnswerRequest', bodyId);
  }

  /** A body answers in the shortest lawful way. */
  async answer(bodyId: string, decision = 'concur', opinion = '同意。'): Promise<void> {
    await this.complete(await this.toLeader(bodyId), decision, opinion);
  }

  /** Registers what became of every comment that waits, and closes the step. */
  async handleComments(adoption: 'adopted' | 'not-adopted'): Promise<void> {
    const lead = await this.lead();
    await this.openStep('HandleComments');
    for (const comment of (await this.view()).comments.filter((one) => one.adoption === null)) {
      await lead.post(`/api/v1/countersign-comments/${comment.id}/adoption`, {
        adoption,
        reasons: '理由见附件。',
      });
    }
    await this.act('HandleComments', null, 'comments-handled', '');
  }

  /** Waits until the engine has been given the deadline that a step has now. */
  redated({ elementInstanceKey }: OpenStep): Promise<boolean> {
    return until('引擎的任务改期', async () => {
      const { rowCount } = await this.system.pool.query(
        `select from outbox
          where kind = 'redate-task' and outcome = 'redated' and payload ->> 'elementInstanceKey' = $1`,
        [elementInstanceKey],
      );
      return rowCount === 1 ? true : undefined;
    });
  }

  /** Moves the clock to so many milliseconds after a request's deadline; the watch looks some seconds later. */
  async pass(bodyId: string, milliseconds = 4_000): Promise<Date> {
    const { deadlineAt } = await this.request(bodyId);
    const due = new Date(deadlineAt ?? NaN);
    await moveClockTo(this.system, new Date(due.getTime() + milliseconds));
    return due;
  }

  closed(): Promise<RoundView> {
    return this.waitFor('本轮办结', ({ state }) => state === 'closed');
  }
}
