import { join } from 'node:path';
import type { Pool } from 'pg';
import { officeFolder } from '../../db/officeFolder';
import { readOffice } from '../../db/officeSchema';
import type { Office } from '../../db/officeSchema';
import { createPool } from '../../db/pool';
import { createEngineClients } from '../../engine/clients';
import type { EngineClients } from '../../engine/clients';
import { readEngineEnvironment } from '../../engine/environment';
import { ApiClient } from '../../tools/apiClient';
import type { CaseFacts, Grounds } from '../../domain/routing/facts';
import type { StepDetails, StepQuestions } from '../../domain/steps/details';
import { noGrounds } from './cases';
import { readStories } from './stories';
import { until } from './until';

export interface StepView {
  elementInstanceKey: string;
  userTaskKey: string | null;
  taskIsOpen: boolean;
  elementId: string;
  act: string;
  reason: string;
  openedAt: string;
  dueAt: string;
  state: 'open' | 'accepted' | 'refused' | 'cancelled';
  rule: { article: string };
  holders: { personId: string; personName: string; postLabel: string }[];
}

export interface CaseView {
  status: string;
  documentNumber: string | null;
  currentVersion: { number: number; sha256: string };
  versions: { number: number; change: string }[];
  closedAs: string | null;
  steps: StepView[];
  opinions: {
    act: string;
    actor: string;
    decision: string;
    accepted: boolean;
    refusal: string | null;
    grade: string;
  }[];
  signatures: {
    personName: string;
    act: string;
    grade: string;
    voidReason: string | null;
    versionNumber: number;
  }[];
}

const draftContent = {
  title: '关于做好防沙治沙春季造林工作的通知',
  body: '一、备足苗木\n三月底前备足苗木。\n二、落实管护\n每片林地明确一名护林员。',
  copyTo: [],
};

/** The running system under test: its API, its engine, its database. */
export class RunningSystem {
  private readonly clients = new Map<string, Promise<ApiClient>>();

  /** Cases that somebody else than the usual drafter drafted: who sees all of them. */
  readonly drafters = new Map<string, string>();

  private constructor(
    readonly baseUrl: string,
    readonly office: Office,
    readonly pool: Pool,
    readonly engine: EngineClients,
  ) {}

  static async connect(): Promise<RunningSystem> {
    const root = join(__dirname, '../..');
    const office = await readOffice(officeFolder(root, process.env['XINGSHU_OFFICE']));
    const pool = createPool(process.env['DATABASE_ADMIN_URL'] ?? '', 4);
    const engine = createEngineClients(readEngineEnvironment(process.env));
    return new RunningSystem(process.env['XINGSHU_PUBLIC_URL'] ?? '', office, pool, engine);
  }

  async close(): Promise<void> {
    await this.engine.grpc.close();
    await this.pool.end();
  }

  /** A session of the person with this login; one per login. */
  as(login: string): Promise<ApiClient> {
    const known =
      this.clients.get(login) ?? ApiClient.logIn(this.baseUrl, login, this.office.people.demoPassword);
    this.clients.set(login, known);
    return known;
  }

  get drafterLogin(): string {
    const [login] = this.office.people.printedLogins;
    if (!login) throw new Error('people.json lists no logins');
    return login;
  }

  drafterOf(caseId: string): string {
    return this.drafters.get(caseId) ?? this.drafterLogin;
  }

  loginOf(personId: string): string {
    const person = this.office.people.persons.find(({ id }) => id === personId);
    if (!person) throw new Error(`no person ${personId}`);
    return person.login;
  }

  /** Drafts and hands in the office's routine paper; answers the case's id. */
  async submit(
    change: Partial<CaseFacts> = {},
    grounds: Partial<Grounds> = {},
    title = draftContent.title,
    more: object = {},
  ): Promise<string> {
    const clerk = await this.as(this.drafterLogin);
    const { facts, addressees } = readStories().draft;
    const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', {
      facts: { ...facts, ...change },
      grounds: { ...noGrounds, ...grounds },
      content: { ...draftContent, addressees, title, ...more },
    });
    await clerk.post(`/api/v1/drafts/${id}/submission`, {});
    return id;
  }

  async view(caseId: string): Promise<CaseView> {
    const clerk = await this.as(this.drafterOf(caseId));
    return clerk.get<CaseView>(`/api/v1/cases/${caseId}`);
  }

  /** Waits until this step stands open with a task in the inbox. */
  async openStep(caseId: string, elementId: string, milliseconds?: number): Promise<StepView> {
    return until(
      `${elementId} 打开`,
      async () =>
        (await this.view(caseId)).steps.find(
          (step) => step.elementId === elementId && step.state === 'open' && step.taskIsOpen,
        ),
      milliseconds,
    );
  }

  /**
   * Completes the open step through the API as one who holds it, affirming all that the step asks and picking the
   * first of what it offers, but for what `details` says.
   */
  async act(
    caseId: string,
    elementId: string,
    decision: string,
    opinion = '同意。',
    details: Partial<StepDetails> = {},
  ): Promise<StepView> {
    const step = await this.openStep(caseId, elementId);
    const holder = await this.as(this.loginOf(step.holders[0]?.personId ?? ''));
    await holder.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision,
      opinion,
      ...(await this.answers(step)),
      ...details,
      versionSha256: (await this.view(caseId)).currentVersion.sha256,
    });
    return step;
  }

  /** What an open step asks besides its decision, as its holder is shown it. */
  async questions(step: StepView): Promise<StepQuestions> {
    const holder = await this.as(this.loginOf(step.holders[0]?.personId ?? ''));
    const task = await holder.get<{ questions: StepQuestions }>(`/api/v1/tasks/${step.userTaskKey}`);
    return task.questions;
  }

  /** The first of everything that a step offers, and every statement affirmed. */
  async answers(step: StepView): Promise<StepDetails> {
    const { reviewers, signatories, named, statements } = await this.questions(step);
    const first = { reviewer: reviewers[0], signatory: signatories[0], named: named[0] };
    const chosen = Object.entries(first).flatMap(([name, option]) => (option ? [[name, option.value]] : []));
    return {
      ...Object.fromEntries(chosen),
      confirmations: statements.map(({ value }) => value),
    } as StepDetails;
  }

  async waitFor(
    caseId: string,
    accept: (view: CaseView) => boolean,
    milliseconds?: number,
  ): Promise<CaseView> {
    return until(
      '办件到达所待状态',
      async () => {
        const view = await this.view(caseId);
        return accept(view) ? view : undefined;
      },
      milliseconds,
    );
  }

  /** Ids of the elements that completed, in order. */
  async completedElements(caseId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ element_id: string }>(
      `select element_id from element_events join case_instances using (process_instance_key)
        where case_id = $1 and intent = 'ELEMENT_COMPLETED' and element_id !~ '^(flow|gateway)_'
        order by engine_id, partition_id, position`,
      [caseId],
    );
    return rows.map((row) => row.element_id);
  }

  async ledgerSummaries(caseId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ summary: string }>(
      'select summary from ledger_entries where case_id = $1 order by sequence',
      [caseId],
    );
    return rows.map((row) => row.summary);
  }
}
