import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOffice } from '../db/officeSchema';
import { ApiClient } from './apiClient';
import { readLocalEnvironment } from './localEnvironment';

const ROOT = join(__dirname, '..');
const STEP_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 150;

interface OpenStep {
  userTaskKey: string | null;
  taskIsOpen: boolean;
  act: string;
  decisions: string[];
  reason: string;
  rule: { article: string };
  dueAt: string;
  state: string;
  holders: { personId: string; personName: string; postLabel: string }[];
}

interface CaseView {
  status: string;
  documentNumber: string | null;
  currentVersion: { sha256: string };
  steps: OpenStep[];
  signatures: { personName: string; postLabel: string; act: string; voidReason: string | null }[];
}

const draft = {
  facts: {
    kind: 'notice',
    series: 'administration-issue',
    issuingName: 'administration',
    direction: 'downward',
    importance: 'unclassified',
    normative: false,
    urgency: 'none',
  },
  content: {
    title: '关于做好春季农村公路养护工作的通知',
    addressees: ['各县（市）人民政府', '行署各部门、各直属机构'],
    body: [
      '为保障春耕期间农村公路安全畅通，现就有关工作通知如下。',
      '一、全面排查',
      '各县（市）于三月底前完成县道、乡道桥涵和边沟的排查，列出清单，逐项整改。',
      '二、落实养护',
      '（一）明确责任。每条道路明确一名负责人，并在路口公示。',
      '（二）保证用料。砂石料于四月上旬前备齐。',
      '三、及时报告',
      '遇有水毁、翻浆等情况，当日报行署并通报相邻县（市）。',
    ].join('\n'),
    copyTo: ['地委办公室'],
  },
};

/** `npm run walkthrough`: one demo document from draft to issued page over HTTP, saying who, what and why. */
async function main(): Promise<void> {
  const env = readLocalEnvironment();
  const office = await readOffice(join(ROOT, 'offices', env['XINGSHU_OFFICE'] ?? 'kashi'));
  const baseUrl = env['XINGSHU_PUBLIC_URL'] ?? 'http://127.0.0.1:3000';
  const loginOf = new Map(office.people.persons.map((person) => [person.id, person.login]));
  const drafter = office.people.persons.find((person) => person.login === office.people.printedLogins[0]);
  if (!drafter) throw new Error('people.json 的 printedLogins 没有列出拟稿人');

  const clerk = await ApiClient.logIn(baseUrl, drafter.login, office.people.demoPassword);
  const { id } = await clerk.post<{ id: string }>('/api/v1/drafts', draft);
  console.log(`拟稿    ${drafter.displayName}　《${draft.content.title}》`);
  await clerk.post(`/api/v1/drafts/${id}/submission`, {});

  const read = (): Promise<CaseView> => clerk.get<CaseView>(`/api/v1/cases/${id}`);
  for (;;) {
    const view = await until(read, (seen) => seen.status === 'issued' || openStepOf(seen) !== undefined);
    const step = openStepOf(view);
    if (!step) break;
    const holder = step.holders[0];
    const login = loginOf.get(holder?.personId ?? '');
    if (!holder || !login) throw new Error(`${step.act}：没有办理人`);
    const client = await ApiClient.logIn(baseUrl, login, office.people.demoPassword);
    await client.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision: step.decisions[0],
      opinion: '同意。',
      versionSha256: view.currentVersion.sha256,
    });
    console.log(
      `${step.act.padEnd(4, '　')}${holder.postLabel}${holder.personName}　${step.reason}（${step.rule.article}）`,
    );
    await until(read, (seen) =>
      seen.steps.every((one) => one.userTaskKey !== step.userTaskKey || one.state !== 'open'),
    );
  }
  await reportEnd(clerk, id, await read());
}

async function reportEnd(clerk: ApiClient, id: string, view: CaseView): Promise<void> {
  for (const signature of view.signatures.filter((one) => one.voidReason === null)) {
    console.log(`${signature.act}人：${signature.postLabel}${signature.personName}`);
  }
  const folder = join(ROOT, '.local', 'walkthrough');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${id}.pdf`);
  writeFileSync(file, await clerk.bytes(`/api/v1/cases/${id}/document.pdf`));
  console.log(`印发    ${view.documentNumber}　${file}`);
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
