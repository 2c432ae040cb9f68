import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { officeFolder } from '../../db/officeFolder';
import { readOffice } from '../../db/officeSchema';
import type { Office } from '../../db/officeSchema';
import type { StepQuestions } from '../../domain/steps/details';
import { ApiClient } from '../apiClient';
import { readLocalEnvironment } from '../localEnvironment';
import { draftFor } from './document';
import type { Route } from './routes';
import { findRoutes } from './routes';

const ROOT = join(__dirname, '..', '..');
const STEP_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 100;

interface OpenStep {
  userTaskKey: string | null;
  taskIsOpen: boolean;
  act: string;
  decisions: string[];
  reason: string;
  rule: { article: string };
  state: string;
  holders: { personId: string; personName: string; postLabel: string }[];
}

interface CaseView {
  status: string;
  documentNumber: string | null;
  currentVersion: { sha256: string };
  steps: OpenStep[];
}

/** Sessions of the demo people, one per login. */
class People {
  private readonly sessions = new Map<string, Promise<ApiClient>>();

  constructor(
    private readonly baseUrl: string,
    private readonly office: Office,
  ) {}

  as(login: string): Promise<ApiClient> {
    const known =
      this.sessions.get(login) ?? ApiClient.logIn(this.baseUrl, login, this.office.people.demoPassword);
    this.sessions.set(login, known);
    return known;
  }

  asPerson(personId: string): Promise<ApiClient> {
    const person = this.office.people.persons.find(({ id }) => id === personId);
    if (!person) throw new Error(`没有人员 ${personId}`);
    return this.as(person.login);
  }
}

/** `npm run walkthrough`: one demo document by every route of the table, over HTTP, saying who, what and why. */
async function main(): Promise<void> {
  const env = readLocalEnvironment();
  const office = await readOffice(officeFolder(ROOT, env['XINGSHU_OFFICE']));
  const people = new People(env['XINGSHU_PUBLIC_URL'] ?? 'http://127.0.0.1:3000', office);
  const [drafter] = office.people.printedLogins;
  if (!drafter) throw new Error('people.json 的 printedLogins 没有列出拟稿人');

  const routes = await findRoutes(office, officeFolder(ROOT, env['XINGSHU_OFFICE']));
  for (const [index, route] of routes.entries()) {
    console.log(`\n【${index + 1}/${routes.length}】${route.words}`);
    await walk(people, await people.as(drafter), office, route);
  }
  console.log(`\n${routes.length} 条路径全部走通。`);
}

/** Takes one document from draft to issued page, each step by the first person who has it. */
async function walk(people: People, clerk: ApiClient, office: Office, route: Route): Promise<void> {
  const draft = draftFor(office, route);
  const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', draft);
  await clerk.post(`/api/v1/drafts/${id}/submission`, {});
  const read = (): Promise<CaseView> => clerk.get<CaseView>(`/api/v1/cases/${id}`);
  for (;;) {
    const view = await until(read, (seen) => seen.status === 'issued' || openStepOf(seen) !== undefined);
    const step = openStepOf(view);
    if (!step) break;
    const holder = step.holders[0];
    if (!holder) throw new Error(`${step.act}：没有办理人`);
    const client = await people.asPerson(holder.personId);
    const { questions } = await client.get<{ questions: StepQuestions }>(`/api/v1/tasks/${step.userTaskKey}`);
    await client.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision: step.decisions[0],
      opinion: '同意。',
      ...firstOf(questions),
      versionSha256: view.currentVersion.sha256,
    });
    const picked = questions.signatories[0] ? `　选定${questions.signatories[0].label}` : '';
    console.log(`  ${step.act}　${holder.postLabel}${holder.personName}　${step.rule.article}${picked}`);
    await until(read, (seen) =>
      seen.steps.every((one) => one.userTaskKey !== step.userTaskKey || one.state !== 'open'),
    );
  }
  const { documentNumber } = await read();
  console.log(`  印发　${documentNumber}　${await savePdf(clerk, id)}`);
}

/** Picks the first of what is offered and affirms every statement. */
function firstOf({ reviewers, signatories, statements }: StepQuestions) {
  return {
    ...(reviewers[0] ? { reviewer: reviewers[0].value } : {}),
    ...(signatories[0] ? { signatory: signatories[0].value } : {}),
    confirmations: statements.map(({ value }) => value),
  };
}

async function savePdf(clerk: ApiClient, id: string): Promise<string> {
  const folder = join(ROOT, '.local', 'walkthrough');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}.pdf`);
  writeFileSync(file, await clerk.bytes(`/api/v1/cases/${id}/document.pdf`));
  return file;
}

const openStepOf = (view: CaseView): OpenStep | undefined =>
  view.steps.find((step) => step.state === 'open' && step.taskIsOpen && step.userTaskKey !== null);

/** Looks again until `accept` is content; gives up with what was last seen. */
async function until<T>(read: () => Promise<T>, accept: (seen: T) => boolean): Promise<T> {
  const started = performance.now();
  for (;;) {
    const seen = await read();
    if (accept(seen)) return seen;
    if (performance.now() - started > STEP_MILLISECONDS) {
      throw new Error(`一分钟内没有进展：${JSON.stringify(seen).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
