import { createPool } from '../../db/pool';
import { appendLedger } from '../../db/ledger';
import { closeStep, insertStepResult } from '../../db/steps';
import { insertSignature } from '../../db/signatures';
import { findLatestVersion } from '../../db/versions';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { content, createDraft, openTask, people, submitCase } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const rule = () => ({
  article: 'art-47',
  reading: 'reading-2',
  ruleSet: api.ruleSetHash,
  words: '由专员签发',
});

/** 专员 has signed the current version, in Tasklist. */
async function sign(caseId: string): Promise<void> {
  const task = await openTask(api, caseId, { holder: people.commissioner, act: '签发' });
  const version = await findLatestVersion(api.pool, caseId);
  if (!version) throw new Error('no version');
  const signed = {
    caseId,
    elementInstanceKey: task.elementInstanceKey,
    personId: 'ailiyaer',
    postId: 'commissioner',
    versionSha256: version.sha256,
    grade: 'demo' as const,
    delegationId: null,
    rule: rule(),
  };
  await insertStepResult(api.pool, {
    ...signed,
    actor: '专员艾力亚尔·玉苏普',
    decision: 'agree',
    opinion: '同意签发',
    details: { confirmations: [] },
    versionId: version.id,
    source: 'engine',
    intentId: null,
    actedAt: new Date('2026-11-23T10:00:00Z'),
    accepted: true,
    refusal: null,
  });
  await closeStep(api.pool, task.elementInstanceKey, 'accepted');
  await insertSignature(api.pool, {
    ...signed,
    versionId: version.id,
    personName: '艾力亚尔·玉苏普',
    postLabel: '专员',
    act: '签发',
    onBehalfOf: null,
    signedAt: new Date('2026-11-23T10:00:00Z'),
  });
}

it('lists one’s own and what is or was with one, and nothing else', async () => {
  const drafted = await createDraft(api);
  const submitted = await submitCase(api);
  await openTask(api, submitted, { holder: people.head });

  const drafter = await api.as(people.drafter);
  const mine = (await drafter.get('/api/v1/cases?scope=mine&pageSize=1')).json;
  expect(mine).toMatchObject({ total: 2, page: 1, pageSize: 1 });
  expect(mine.items).toHaveLength(1);
  expect((await drafter.get('/api/v1/cases?status=draft')).json.items).toMatchObject([
    { id: drafted, currentSteps: [] },
  ]);

  const head = await api.as(people.head);
  expect((await head.get('/api/v1/cases')).json.items).toMatchObject([
    {
      id: submitted,
      currentSteps: ['审核'],
      currentHolders: ['阿迪力·喀斯木'],
      draftingBodyName: '喀什地区农业农村局',
    },
  ]);
  expect((await (await api.as(people.stranger)).get('/api/v1/cases')).json).toMatchObject({
    total: 0,
    items: [],
  });
});

it('shows steps with holders, opinions, and signatures with their grade', async () => {
  const id = await submitCase(api);
  await sign(id);
  await openTask(api, id, { holder: people.head });
  const view = (await (await api.as(people.head)).get(`/api/v1/cases/${id}`)).json;
  expect(view).toMatchObject({
    title: content.title,
    documentNumber: null,
    drafter: { personName: '米日班·艾合麦提', postLabel: '农业农村局科员' },
    steps: [
      { state: 'accepted', holders: [{ personName: '艾力亚尔·玉苏普' }] },
      {
        state: 'open',
        taskIsOpen: true,
        holders: [{ personName: '阿迪力·喀斯木' }],
        rule: { article: 'art-45' },
      },
    ],
    opinions: [{ actor: '专员艾力亚尔·玉苏普', decision: 'agree', opinion: '同意签发', accepted: true }],
    signatures: [{ personName: '艾力亚尔·玉苏普', postLabel: '专员', grade: 'demo', voidReason: null }],
  });
  expect(view.steps[1].userTaskKey).toMatch(/^\d+$/);
});

it('says that a case is held up until its incident is resolved, and nothing of another’s', async () => {
  const id = await submitCase(api);
  const drafter = await api.as(people.drafter);
  const isBlocked = async () => (await drafter.get(`/api/v1/cases/${id}`)).json.blocked;
  const page = async () => (await drafter.get(`/cases/${id}`)).text;
  const stuck = async (caseId: string, key: number) => {
    await api.pool.query('insert into case_instances (case_id, process_instance_key) values ($1, $2)', [
      caseId,
      key,
    ]);
    await api.pool.query(
      `insert into incidents (incident_key, process_instance_key, element_id, error_type, message, raised_at)
       values ($1, $1, 'any', 'JOB_NO_RETRIES', '', app_now())`,
      [key],
    );
  };
  await stuck(await submitCase(api), 71);
  expect(await isBlocked()).toBe(false);
  expect(await page()).toContain('正在转下一环节，请稍后刷新。');

  await stuck(id, 72);
  expect(await isBlocked()).toBe(true);
  expect(await page()).toContain('流程受阻，管理员处理中。');
  expect(await page()).not.toContain('正在转下一环节');

  await api.pool.query('update incidents set resolved_at = app_now() where incident_key = 72');
  expect(await isBlocked()).toBe(false);
});

it('law 2: marks what the ledger holds on the engine’s word alone', async () => {
  const id = await submitCase(api);
  const entry = { caseId: id, kind: 'step-done', personId: null, actor: '甲', capacity: null };
  for (const grade of ['demo', 'trusted']) {
    await appendLedger(api.pool, { ...entry, summary: `审核：${grade}`, data: { grade }, effectKey: grade });
  }
  const drafter = await api.as(people.drafter);
  const { entries } = (await drafter.get(`/api/v1/cases/${id}/ledger`)).json;
  expect(entries.map(({ grade }: { grade: string | null }) => grade)).toEqual([
    null,
    null,
    'demo',
    'trusted',
  ]);
  const page = (await drafter.get(`/cases/${id}`)).text;
  expect(page).toMatch(/审核：demo\s*<span class="grade">演示级<\/span>/);
  expect(page.match(/演示级/g)).toHaveLength(1);
  expect(page).toContain('办理过程记录已核验，未见改动。');
});

it('law 10: finds a ledger entry that was changed behind its back', async () => {
  const id = await submitCase(api);
  const drafter = await api.as(people.drafter);
  const whole = (await drafter.get(`/api/v1/cases/${id}/ledger`)).json;
  expect(whole.verification).toEqual({ intact: true, brokenAt: null, head: whole.entries.at(-1).hash });

  const admin = createPool(api.adminUrl, 1);
  await admin.query('alter table ledger_entries disable trigger ledger_is_append_only');
  await admin.query(`update ledger_entries set summary = '没有的事' where case_id = $1 and sequence = 1`, [
    id,
  ]);
  await admin.query('alter table ledger_entries enable trigger ledger_is_append_only');
  await admin.end();
  const broken = (await drafter.get(`/api/v1/cases/${id}/ledger`)).json;
  expect(broken.verification).toMatchObject({ intact: false, brokenAt: 1 });
  expect((await drafter.get(`/cases/${id}`)).text).toContain(
    '办理过程记录自第 1 条起核验不符，请报系统管理员。',
  );
});

it('renders a reading copy before issue, and gives the issued page after it', async () => {
  const id = await createDraft(api);
  const drafter = await api.as(people.drafter);
  const copy = await drafter.get(`/api/v1/cases/${id}/document.pdf`);
  expect(copy.status).toBe(200);
  expect(copy.headers.get('content-type')).toBe('application/pdf');
  expect(copy.text).toMatch(/^%PDF-/);
  expect(copy.headers.get('content-disposition')).toMatch(/^inline/);

  await drafter.post(`/api/v1/drafts/${id}/submission`, {});
  await sign(id);
  const version = await findLatestVersion(api.pool, id);
  await api.pool.query(
    `insert into renditions (id, case_id, version_id, kind, document_number, pages, sha256, pdf)
     values (gen_random_uuid(), $1, $2, 'issued', '喀署发〔2026〕1号', 1, 'x', '%PDF-issued')`,
    [id, version?.id],
  );
  const issued = await drafter.get(`/api/v1/cases/${id}/document.pdf`);
  expect(issued.text).toBe('%PDF-issued');
  expect(issued.headers.get('content-disposition')).toContain(encodeURIComponent('喀署发〔2026〕1号'));
});

it('says what cannot be printed', async () => {
  const id = await createDraft(api, { content: { ...content, title: '关于做好🎉的通知' } });
  const answer = await (await api.as(people.drafter)).get(`/api/v1/cases/${id}/document.pdf`);
  expect(answer.status).toBe(422);
  expect(answer.json.detail).toMatch(/没有字形/);
});

it('prints attachments of plain text behind the document', async () => {
  const id = await createDraft(api);
  const drafter = await api.as(people.drafter);
  const copy = () => drafter.get(`/api/v1/cases/${id}/document.pdf`);
  const pages = async () => (await copy()).text.match(/\/Type\s*\/Page\b/g)?.length;
  const attach = (text: string) => {
    const form = new FormData();
    form.set('file', new Blob([text]), '任务分工.txt');
    return drafter.request('POST', `/api/v1/drafts/${id}/attachments`, { body: form });
  };
  const before = (await pages()) ?? 0;
  expect(await attach('一、交通运输局\n负责养护。')).toMatchObject({
    status: 201,
    json: { mediaType: 'text/plain' },
  });
  expect(await pages()).toBeGreaterThan(before);
  await attach('负责🎉。');
  expect((await copy()).json.detail).toMatch(/没有字形/);
});
