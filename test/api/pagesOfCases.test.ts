import { insertNotice } from '../../db/notices';
import { freezeVersion } from '../../db/versions';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { draftForm, formOf, location, useOfficeTables } from './support/forms';
import type { OpenTask } from './support/stories';
import { confirmWhenAsked, content, endWhenAskedBack, openTask, people, submitCase } from './support/stories';

const tasklistOrigin = 'http://localhost:8081';

let api: ApiUnderTest;
let drafter: Client;
beforeAll(async () => {
  api = await startApi();
  await useOfficeTables(api);
  api.deps.tasklistUrl = `${tasklistOrigin}/tasklist`;
  drafter = await api.as(people.drafter);
});
afterAll(() => api.stop());

const declared = ({ userTaskKey, versionSha256 }: OpenTask, values: Record<string, string>) =>
  new URLSearchParams({ userTaskKey, versionSha256, ...values });

async function isAt({ elementInstanceKey }: OpenTask, elementId: string): Promise<void> {
  const values = [elementInstanceKey, elementId];
  await api.pool.query('update steps set element_id = $2 where element_instance_key = $1', values);
}

describe('what a step asks besides its decision', () => {
  it('art-49: shows the statements to confirm, and keeps what was ticked when something is missing', async () => {
    const id = await submitCase(api);
    const task = await openTask(api, id, { holder: people.reviewer, act: '核稿' });
    await isAt(task, 'userTask_ReviewByOffice');
    const reviewer = await api.as(people.reviewer);
    const { text } = await reviewer.get(`/cases/${id}`);
    const gates = [...text.matchAll(/name="confirmations"\s+value="([^"]+)"/g)].map(([, gate]) => gate ?? '');
    expect(gates).toContain('substance');

    const decide = (confirmations: string[]) => {
      const body = declared(task, { decision: 'agree', opinion: '拟同意' });
      for (const gate of confirmations) body.append('confirmations', gate);
      return reviewer.post(`/cases/${id}/decision`, body);
    };
    const refused = await decide(['substance']);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('尚有未确认的核对事项');
    expect(refused.text).toMatch(/value="substance"\s+checked/);
    expect(refused.text).toContain('>\n拟同意</textarea>');
    const [done] = await Promise.all([decide(gates), confirmWhenAsked(api, task)]);
    expect(location(done)).toBe(`/cases/${id}?done=confirmed`);
  });

  it('art-47: demands the leader to whom the signer sends the document', async () => {
    const id = await submitCase(api);
    const task = await openTask(api, id, {
      holder: people.commissioner,
      act: '签发',
      decisions: ['agree', 'ask-to-check'],
    });
    await isAt(task, 'userTask_SignAndIssue');
    const signer = await api.as(people.commissioner);
    const seen = await signer.get(`/cases/${id}`);
    expect(seen.text).toContain('选“请有关领导核”的须选定');
    const leader = /<select name="named">[^]*?<option value="([^"]+)"/.exec(
      seen.text.replace('<option value="">', ''),
    )?.[1];
    const body = (named: string) => declared(task, { decision: 'ask-to-check', named });
    const refused = await signer.post(`/cases/${id}/decision`, body(''));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('请选定送哪位领导');
    const decided = signer.post(`/cases/${id}/decision`, body(leader ?? ''));
    const [done] = await Promise.all([decided, confirmWhenAsked(api, task)]);
    expect(done.status).toBe(303);
  });
});

describe('taking a document back', () => {
  it('offers it to the drafter until somebody has acted, and keeps the reason', async () => {
    const id = await submitCase(api);
    const task = await openTask(api, id, { holder: people.head });
    expect((await drafter.get(`/cases/${id}`)).text).toContain('action="/cases/' + id + '/withdrawal"');
    expect((await (await api.as(people.head)).get(`/cases/${id}`)).text).not.toContain('/withdrawal');

    const withdraw = (reason: string) =>
      drafter.post(`/cases/${id}/withdrawal`, new URLSearchParams({ reason }));
    const refused = await withdraw(' ');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('请写明撤回理由');

    const [done] = await Promise.all([
      withdraw('附件有误'),
      endWhenAskedBack(api, id, task.elementInstanceKey),
    ]);
    expect(location(done)).toBe(`/cases/${id}?done=withdrawn`);

    const late = await withdraw('还是有误');
    expect(late.status).toBe(409);
    expect(late.text).toContain('不能撤回');
  });
});

describe('versions', () => {
  it('law 3: lists them with their changes and shows what was changed', async () => {
    const id = await submitCase(api);
    await openTask(api, id, { holder: people.reviewer, act: '修改', decisions: ['changes-applied'] });
    const reviewer = await api.as(people.reviewer);
    const page = await reviewer.get(`/drafts/${id}`);
    expect(page.text).toContain('存稿后到办件页面办结本环节');
    const { action, revision } = formOf(page.text);
    const body = content.body.replace('明确责任', '逐级明确责任').replace('请认真贯彻落实。', '');
    expect((await reviewer.post(action, draftForm({ action: 'save', body, revision }))).status).toBe(303);
    await freezeVersion(api.pool, {
      caseId: id,
      createdBy: 'suxiaolan',
      effectKey: `second:${id}`,
      change: 'as-instructed',
    });

    expect((await drafter.get(`/cases/${id}`)).text).toMatch(/第 2 稿　<span class="decision">按批示修改</);
    const { text } = await drafter.get(`/cases/${id}/changes?from=1&to=2`);
    expect(text).toContain('<ins>逐级</ins>');
    expect(text).toContain('<del>请认真贯彻落实。</del>');
    expect((await drafter.get(`/cases/${id}/changes?from=1&to=9`)).status).toBe(404);
    expect((await (await api.as(people.stranger)).get(`/cases/${id}/changes`)).status).toBe(404);
  });

  it('says how a case ended that was not issued', async () => {
    const id = await submitCase(api);
    await api.pool.query(
      `update cases set status = 'ended', closed_as = 'not-issued', closed_at = app_now() where id = $1`,
      [id],
    );
    expect((await drafter.get(`/cases/${id}`)).text).toContain('不予印发（存废稿）');
  });
});

describe('notices', () => {
  it('art-58: marks what is late, and lets whoever was told of it read the case', async () => {
    const id = await submitCase(api);
    const dueAt = new Date('2026-01-05T12:00:00Z');
    const task = await openTask(api, id, { holder: people.head });
    await api.pool.query('update steps set due_at = $2 where element_instance_key = $1', [
      task.elementInstanceKey,
      dueAt,
    ]);
    await insertNotice(api.pool, {
      kind: 'overdue',
      number: 2,
      at: new Date('2026-01-06T12:00:00Z'),
      dueAt,
      caseId: id,
      elementInstanceKey: task.elementInstanceKey,
      elementId: 'userTask_ReviewByDraftingUnit',
      recipients: [
        { personId: 'adili', isHolder: true },
        { personId: 'luheng', isHolder: false },
      ],
    });
    const own = (await (await api.as(people.head)).get('/')).text;
    expect(own).toMatch(/2026年1月5日 20:00前办结\s*<span class="mark">超时<\/span>/);
    expect(own).toContain('超时提醒（第 2 次）');

    const told = (await (await api.as(people.stranger)).get('/')).text;
    expect(told).toContain('请您催办');
    expect(told).toContain('农业农村局局长阿迪力·喀斯木');
    // Told of a delay, one may look at what is delayed; before, it was none of one's business.
    expect(told).toContain(`/cases/${id}`);
    expect((await drafter.get(`/cases/${id}`)).text).toContain('提醒记录');
  });
});

describe('the brief for Tasklist', () => {
  it('tells the holder why it is his, with the opinions, and may be framed by Tasklist only', async () => {
    const id = await submitCase(api);
    await openTask(api, id, { holder: people.head });
    const answer = await (await api.as(people.head)).get(`/cases/${id}/brief`);
    expect(answer.text).toContain('由您审核');
    expect(answer.text).toContain('《喀什地区行政公署工作规则》第四十五条');
    expect(answer.text).toContain('尚无意见');
    expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${tasklistOrigin}`);
    expect(answer.headers.get('x-frame-options')).toBeNull();
    const page = await drafter.get(`/cases/${id}`);
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
  });

  it('asks to log in elsewhere, for the login page is not to be framed', async () => {
    const id = await submitCase(api);
    const answer = await api.anonymous().get(`/cases/${id}/brief`);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('<base target="_blank" />');
    expect(answer.text).toContain(`href="/login?next=${encodeURIComponent(`/cases/${id}`)}"`);
    expect((await (await api.as(people.stranger)).get(`/cases/${id}/brief`)).status).toBe(404);
  });
});
