import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { draftForm as form, formOf, location, useOfficeTables } from './support/forms';
import {
  confirmWhenAsked,
  content,
  createDraft,
  facts,
  openTask,
  people,
  submitCase,
} from './support/stories';

let api: ApiUnderTest;
let drafter: Client;
beforeAll(async () => {
  api = await startApi();
  await useOfficeTables(api);
  drafter = await api.as(people.drafter);
});
afterAll(() => api.stop());

describe('login', () => {
  it('leads to the page that was asked for, and never to another site', async () => {
    const asked = await api.anonymous().get('/cases/x?a=1');
    expect(location(asked)).toBe(`/login?next=${encodeURIComponent('/cases/x?a=1')}`);
    const password = api.deps.office.people.demoPassword;
    const next = async (wanted: string) =>
      location(
        await api
          .anonymous()
          .post('/login', new URLSearchParams({ login: people.drafter, password, next: wanted })),
      );
    expect(await next('/drafts/new')).toBe('/drafts/new');
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/\t/evil.example',
    ]) {
      expect(await next(elsewhere)).toBe('/');
    }
  });

  it('says what went wrong and keeps the name', async () => {
    const answer = await api
      .anonymous()
      .post('/login', new URLSearchParams({ login: 'miriban', password: 'wrong' }));
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('登录名或口令不对');
    expect(answer.text).toContain('value="miriban"');
  });
});

describe('the draft form', () => {
  it('saves with an attachment, and submits', async () => {
    const saved = await drafter.post(
      '/drafts/new',
      form({ action: 'save' }, { bytes: '%PDF-1.7', name: '方案.pdf' }),
    );
    expect(location(saved)).toMatch(/^\/drafts\/[0-9a-f-]+\?saved=1$/);
    const page = await drafter.get(location(saved));
    expect(page.text).toContain('已存稿');
    expect(page.text).toContain('方案.pdf');
    const id = location(saved).slice('/drafts/'.length).split('?')[0] ?? '';

    const revision = /name="revision" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const submitted = await drafter.post(`/drafts/${id}`, form({ action: 'submit', revision }));
    expect(location(submitted)).toBe(`/cases/${id}?done=submitted`);
    expect((await drafter.get(`/cases/${id}`)).text).toContain('压实责任');
    expect(location(await drafter.get(`/drafts/${id}`))).toBe(`/cases/${id}`);
  });

  it('shows a refusal at the top and keeps everything typed', async () => {
    const answer = await drafter.post(
      '/drafts/new',
      form({ action: 'save', addressees: '', body: '一段\n<script>alert(1)</script>', copyTo: '地区财政局' }),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('通知须有主送机关');
    expect(answer.text).toContain('一段\r\n&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(answer.text).toContain('地区财政局');
    expect(answer.text).toMatch(/<option value="notice"\s+selected>\s*通知/);
  });

  it('keeps every field through saving and opening again', async () => {
    const more = {
      wideInterest: 'yes',
      'grounds.opinions': '已征求地区财政局意见。',
      note: '此件公开发布',
      'joint.0.issuer': '地区交通运输局',
      'joint.0.signatory': '王建国',
      'joint.0.signedOn': '2026-11-20',
      present: '地区财政局：李明\n地区审计局：张华',
    };
    const saved = await drafter.post('/drafts/new', form({ action: 'save', ...more }));
    const { text } = await drafter.get(location(saved));
    expect(text).toMatch(/name="wideInterest"\s+value="yes"\s+checked/);
    expect(text).not.toMatch(/name="counties"\s+value="yes"\s+checked/);
    for (const value of ['已征求地区财政局意见。', '地区财政局：李明\n地区审计局：张华']) {
      expect(text).toContain(`>\n${value}</textarea>`);
    }
    for (const value of ['此件公开发布', '地区交通运输局', '王建国', '2026-11-20']) {
      expect(text).toContain(`value="${value}"`);
    }
    expect(text).toMatch(/<details class="fold paper" open>\s*<summary>报送依据/);
  });

  it('keeps an incomplete row of 联合行文 and says what it lacks', async () => {
    const answer = await drafter.post(
      '/drafts/new',
      form({ action: 'save', 'joint.1.issuer': '地区交通运输局' }),
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('签发人：不能为空');
    expect(answer.text).toContain('name="joint.0.issuer" value="地区交通运输局"');
  });

  it('art-49: keeps the draft when the rules refuse to send it, and names the article', async () => {
    const answer = await drafter.post(
      '/drafts/new',
      form({ action: 'submit', kind: 'order', addressees: '', direction: 'congress', title: '一份命令' }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('不能按现在的发文要素送审');
    expect(answer.text).toMatch(/依据：《喀什地区行政公署工作规则》第[一二三四五六七八九十]+条/);
    const { action, revision } = formOf(answer.text);
    const again = await drafter.post(action, form({ action: 'submit', title: '一份通知', revision }));
    expect(again.status).toBe(303);
  });

  it('art-18 art-49: shows before submission who will sign and what every gate says', async () => {
    const saved = await drafter.post('/drafts/new', form({ action: 'save', normative: 'yes' }));
    const { text } = await drafter.get(location(saved));
    expect(text).toContain('报送前检查：还有 2 项须先办理');
    expect(text).toContain('专员艾力亚尔·玉苏普');
    expect(text).toMatch(/<strong>合法性审查<\/strong\s*>　规范性文件要先通过合法性审查/);
    expect(text).toContain('第十八条');
    expect(text).toContain('核稿人将逐条确认');
    expect(text).toMatch(/<details class="fold paper" open>\s*<summary>报送依据/);

    const ready = await drafter.post('/drafts/new', form({ action: 'save' }));
    expect((await drafter.get(location(ready))).text).toContain('报送前检查：可以送审');
  });

  it('art-49: refuses with every finding at once, says where a reason helps, and loses nothing', async () => {
    const change = { normative: 'yes', nature: 'division-plan', 'grounds.meeting': '第3次常务会议' };
    const answer = await drafter.post('/drafts/new', form({ action: 'submit', ...change }));
    expect(answer.status).toBe(422);
    const box = answer.text.slice(answer.text.indexOf('class="problem"'), answer.text.indexOf('enctype='));
    expect(box).toContain('规范性文件要先通过合法性审查');
    expect(box).toContain('分工方案原则上作为附件或者并入主文件');
    expect(box.match(/例外理由写在“报送依据”/g)).toHaveLength(1);
    expect(answer.text).toContain('>\n第3次常务会议</textarea>');

    const { action, revision } = formOf(answer.text);
    const reasons = {
      'grounds.legality': '喀署法审〔2026〕3号',
      'grounds.exception': '主文件已印发，无从并入',
    };
    const again = await drafter.post(action, form({ action: 'submit', ...change, ...reasons, revision }));
    expect(location(again)).toMatch(/^\/cases\/[0-9a-f-]+\?done=submitted$/);
  });

  it('says that someone saved in between, and keeps what was typed', async () => {
    const id = await createDraft(api);
    await drafter.put(`/api/v1/drafts/${id}`, { facts, grounds: {}, content, revision: 1 });
    const answer = await drafter.post(
      `/drafts/${id}`,
      form({ action: 'save', revision: '1', title: '我的标题' }),
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('文稿已有更新');
    expect(answer.text).toContain('value="我的标题"');
  });

  it('withdraws an attachment', async () => {
    const saved = await drafter.post(
      '/drafts/new',
      form({ action: 'save' }, { bytes: '%PDF-1.7', name: '方案.pdf' }),
    );
    const page = await drafter.get(location(saved));
    const withdraw = /value="(withdraw:[0-9a-f-]+)"/.exec(page.text)?.[1] ?? '';
    const path = location(saved).split('?')[0] ?? '';
    const revision = /name="revision" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    await drafter.post(path, form({ action: withdraw, revision }));
    expect((await drafter.get(path)).text).not.toContain('方案.pdf');
  });
});

describe('the page of a case', () => {
  it('art-45: says who has it and why, and lets the holder decide there', async () => {
    const id = await submitCase(api);
    const task = await openTask(api, id, { holder: people.head });
    const head = await api.as(people.head);
    const seen = await drafter.get(`/cases/${id}`);
    expect(seen.text).toContain('现在由农业农村局局长阿迪力·喀斯木办理，2026年11月25日 20:00前办结');
    expect(seen.text).toContain('《喀什地区行政公署工作规则》第四十五条');
    expect(seen.text).not.toContain('name="decision"');
    expect((await head.get('/')).text).toContain(content.title);

    const decide = (decision: string, opinion: string) =>
      head.post(
        `/cases/${id}/decision`,
        new URLSearchParams({
          userTaskKey: task.userTaskKey,
          versionSha256: task.versionSha256,
          decision,
          opinion,
        }),
      );
    const refused = await decide('return', '');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('须写明理由');
    expect(refused.text).toMatch(/value="return"\s+required\s+checked/);

    const [answer] = await Promise.all([decide('agree', '同意'), confirmWhenAsked(api, task)]);
    expect(location(answer)).toBe(`/cases/${id}?done=confirmed`);
  });

  it('does not take a task of another case', async () => {
    const id = await submitCase(api);
    const other = await openTask(api, await submitCase(api), { holder: people.head });
    const answer = await (
      await api.as(people.head)
    ).post(
      `/cases/${id}/decision`,
      new URLSearchParams({
        userTaskKey: other.userTaskKey,
        versionSha256: other.versionSha256,
        decision: 'agree',
        opinion: '',
      }),
    );
    expect(answer.status).toBe(404);
  });

  it('leads the drafter of a returned document to its text', async () => {
    const id = await submitCase(api);
    await openTask(api, id, { holder: people.drafter, act: '修改文稿', decisions: ['resubmit'] });
    expect((await drafter.get(`/cases/${id}`)).text).toContain(`href="/drafts/${id}"`);
    const page = await drafter.get(`/drafts/${id}`);
    expect(page.text).toContain('送审后不能改');
    expect(page.text).not.toContain('value="submit"');
  });
});

it('says on every page that this is a demo', async () => {
  const id = await submitCase(api);
  for (const path of ['/', '/drafts/new', `/cases/${id}`, '/nothing-here']) {
    expect((await drafter.get(path)).text).toContain('演示样章');
  }
  expect((await api.anonymous().get('/login')).text).toContain('演示样章');
});
