import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { location } from './support/forms';
import { financeHead, roundsOf } from './support/rounds';
import { openTask, people, submitCase } from './support/stories';

let api: ApiUnderTest;
let drafter: Client;
let rounds: ReturnType<typeof roundsOf>;
beforeAll(async () => {
  api = await startApi();
  drafter = await api.as(people.drafter);
  rounds = roundsOf(api, drafter);
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(60_000);

const form = (values: Record<string, string>) => new URLSearchParams(values);

/** The row of one request on the sheet. */
const rowOf = (text: string, requestId: string): string =>
  new RegExp(`<tr id="request-${requestId}"[^]*?</tr>`).exec(text)?.[0] ?? '';

describe('会签单', () => {
  it('art-45 每个单位一行：同意、提出意见、不同意、逾期、办理中各有各的写法', async () => {
    const round = await rounds.openRound('finance', 'education', 'health', 'human-resources', 'water');
    await rounds.answer(round, round.requestOf('finance'), { answer: 'agree' });
    await rounds.answer(round, round.requestOf('education'), {
      answer: 'comment',
      opinion: '建议写明学校。',
    });
    await rounds.answer(round, round.requestOf('health'), {
      answer: 'disagree',
      opinion: '经费没有来源。',
      proposedWording: '删去第二项',
    });
    await rounds.deem(round.requestOf('human-resources'));
    const { status, text } = await drafter.get(round.path);
    expect(status).toBe(200);
    expect(rowOf(text, round.requestOf('finance'))).toMatch(/class="outcome written">同意</);
    expect(rowOf(text, round.requestOf('education'))).toContain('建议写明学校。');
    const health = rowOf(text, round.requestOf('health'));
    expect(health).toMatch(/class="outcome against">不同意</);
    expect(health).toContain('建议改为：删去第二项');
    expect(rowOf(text, round.requestOf('water'))).toMatch(/还有 \d+ 个工作日/);
    expect(text).toContain('意见采纳情况');
  });

  it('art-45 会签单和办件卷都可以打印成 PDF，只给看得到此件的人', async () => {
    const round = await rounds.openRound('finance');
    await rounds.deem(round.requestOf('finance'));
    const stranger = await api.as(people.stranger);
    for (const path of [
      `${round.path}/sheet.pdf`,
      `/cases/${round.caseId}/file.pdf`,
      `/api/v1${round.path}/sheet.pdf`,
      `/api/v1/cases/${round.caseId}/file.pdf`,
    ]) {
      const printed = await drafter.get(path);
      expect([path, printed.status, printed.headers.get('content-type')]).toEqual([
        path,
        200,
        'application/pdf',
      ]);
      expect((await stranger.get(path)).status).toBe(404);
    }
  });

  it('art-45 逾期视为无不同意见的，单子和办件页上都不写作同意', async () => {
    const round = await rounds.openRound('finance');
    await rounds.deem(round.requestOf('finance'));
    const row = rowOf((await drafter.get(round.path)).text, round.requestOf('finance'));
    expect(row).toMatch(/class="outcome silent">逾期视为无不同意见</);
    expect(row).not.toMatch(/>同意</);
    expect(row).toContain('没有答复，不是同意');
    const casePage = (await drafter.get(`/cases/${round.caseId}`)).text;
    expect(casePage).toMatch(/class="outcome silent">逾期视为无不同意见</);
    expect(casePage).not.toMatch(/class="outcome[^"]*">同意</);
  });

  it('art-56 与件无关的人看不到，没有登录的先登录', async () => {
    const round = await rounds.openRound('finance');
    expect((await (await api.as(people.stranger)).get(round.path)).status).toBe(404);
    expect(location(await api.anonymous().get(round.path))).toContain('/login?next=');
  });

  it('所填内容不会成为页面的一部分', async () => {
    const round = await rounds.openRound('finance');
    await rounds.answer(round, round.requestOf('finance'), {
      answer: 'comment',
      opinion: '<script>1</script>',
    });
    const { text } = await drafter.get(round.path);
    expect(text).not.toContain('<script>');
    expect(text).toContain('&lt;script&gt;');
  });
});

describe('主办部门办理', () => {
  it('增加单位；没有理由的拒绝并保留所填', async () => {
    const round = await rounds.openRound('finance');
    const action = `${round.path}/departments`;
    const wish = { bodyId: 'water', limitDays: '5', limitReason: '汛期将至' };
    const refused = await drafter.post(action, form({ ...wish, reason: ' ' }));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('理由：不能为空');
    expect(refused.text).toContain('value="汛期将至"');
    expect(refused.text).toMatch(/value="water"\s+selected/);
    const done = await drafter.post(action, form({ ...wish, reason: '涉及水利' }));
    expect(location(done)).toBe(`${round.path}?done=departments`);
    expect((await drafter.get(round.path)).text).toContain('中途增加：涉及水利');
  });

  it('art-45 另定期限少于下限而没有理由的，引条文并保留所填', async () => {
    const round = await rounds.openRound('finance');
    const refused = await drafter.post(
      `${round.path}/departments`,
      form({ bodyId: 'water', reason: '涉及水利', limitDays: '1' }),
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('第四十五条');
    expect(refused.text).toContain('>\n涉及水利</textarea>');
  });

  it('催办、取消各有记载', async () => {
    const round = await rounds.openRound('finance', 'water');
    expect(location(await drafter.post(`${round.path}/urgings`, form({})))).toBe(
      `${round.path}?done=urgings`,
    );
    const drop = `/countersign-requests/${round.requestOf('water')}/drop`;
    expect((await drafter.post(drop, form({ reason: '' }))).status).toBe(400);
    expect(location(await drafter.post(drop, form({ reason: '不再涉及' })))).toBe(`${round.path}?done=drop`);
    const { text } = await drafter.get(round.path);
    expect(text).toContain('催办：财政局、水利局');
    expect(rowOf(text, round.requestOf('water'))).toMatch(/已取消[^]*不再涉及/);
  });

  it('art-45 登记电话答复：时间按单位所在地；填错的保留所填', async () => {
    const round = await rounds.openRound('finance');
    const action = `/countersign-requests/${round.requestOf('finance')}/phone-answer`;
    const said = { answer: 'agree', spokenWith: '财政局局长', opinion: '没有意见' };
    const refused = await drafter.post(action, form({ ...said, answeredAt: '昨天' }));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('value="财政局局长"');
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: api.deps.office.timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const answeredAt = local.format(api.deps.clock.now()).replace(' ', 'T');
    const done = await drafter.post(action, form({ ...said, answeredAt }));
    expect(location(done)).toBe(`${round.path}?done=phone-answer`);
    const row = rowOf((await drafter.get(round.path)).text, round.requestOf('finance'));
    expect(row).toMatch(/class="outcome spoken">电话答复同意，待补签</);
    expect(row).not.toContain('outcome written');
  });

  it('art-45 登记采纳情况：未采纳的要有理由', async () => {
    const round = await rounds.openRound('finance');
    await rounds.answer(round, round.requestOf('finance'), { answer: 'comment', opinion: '建议列出经费。' });
    const action =
      /action="(\/countersign-comments\/[^"]+)"/.exec((await drafter.get(round.path)).text)?.[1] ?? '';
    const refused = await drafter.post(action, form({ adoption: 'not-adopted', reasons: '' }));
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/value="not-adopted"\s+selected/);
    const done = await drafter.post(action, form({ adoption: 'not-adopted', reasons: '已另文明确' }));
    expect(location(done)).toBe(`${round.path}?done=adoption`);
    expect((await drafter.get(round.path)).text).toMatch(/未采纳[^]*已另文明确/);
  });

  it('别的单位的人看得到单子，看不到主办部门的表单，办了也不算', async () => {
    const round = await rounds.openRound('finance');
    const reviewer = await api.as(people.reviewer);
    const { status, text } = await reviewer.get(round.path);
    expect(status).toBe(200);
    expect(text).not.toContain('主办部门办理');
    const refused = await reviewer.post(`${round.path}/urgings`, form({}));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('会签由主办部门办理');
  });
});

describe('会签单位办理', () => {
  it('art-45 提出延期，主办部门答复；没有选同意与否的，保留所填', async () => {
    const round = await rounds.openRound('finance');
    const requestId = round.requestOf('finance');
    await rounds.openStepOfRequest(round.caseId, requestId);
    const finance = await api.as(financeHead);
    const action = `/countersign-requests/${requestId}/extensions`;
    expect((await finance.get(round.path)).text).toContain(action);
    const refused = await finance.post(action, form({ wantedUntil: '', reason: '核实数字' }));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('>\n核实数字</textarea>');
    const wantedUntil = await rounds.workingDayAfter(requestId);
    const asked = await finance.post(action, form({ wantedUntil, reason: '核实数字' }));
    expect(location(asked)).toBe(`${round.path}?done=extensions`);
    expect((await finance.get(round.path)).text).not.toContain(`${action}"`);

    const decision = `/countersign-requests/${requestId}/extension-decision`;
    const unsure = await drafter.post(decision, form({ until: wantedUntil, manner: '电话商定' }));
    expect(unsure.status).toBe(400);
    expect(unsure.text).toContain('value="电话商定"');
    const agreed = { agreed: 'yes', until: wantedUntil, manner: '电话商定' };
    expect(location(await drafter.post(decision, form(agreed)))).toBe(
      `${round.path}?done=extension-decision`,
    );
    expect((await drafter.get(round.path)).text).toMatch(
      /核实数字——同意：延期至\d+年\d+月\d+日[^<]*，电话商定/,
    );
  });

  it('art-45 期满后答复照存，写明不改变原来的认定', async () => {
    const round = await rounds.openRound('finance');
    const requestId = round.requestOf('finance');
    await rounds.openStepOfRequest(round.caseId, requestId);
    await rounds.deem(requestId);
    const finance = await api.as(financeHead);
    const action = `/countersign-requests/${requestId}/late-answers`;
    const refused = await finance.post(action, form({ answer: 'disagree', proposedWording: '改为三年' }));
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('>\n改为三年</textarea>');
    const done = await finance.post(action, form({ answer: 'agree' }));
    expect(location(done)).toBe(`${round.path}?done=late-answers`);
    const row = rowOf((await finance.get(round.path)).text, requestId);
    expect(row).toMatch(/class="outcome silent">逾期视为无不同意见</);
    expect(row).toMatch(/期满后答复：同意[^]*不改变原来的认定/);
  });
});

describe('办件页的会签', () => {
  it('件在主办部门时可以发起；填错的保留所填', async () => {
    const caseId = await submitCase(api);
    expect((await drafter.get(`/cases/${caseId}`)).text).not.toContain(`/cases/${caseId}/countersigns`);
    await openTask(api, caseId, { holder: people.head });
    const page = (await drafter.get(`/cases/${caseId}`)).text;
    expect(page).toContain(`action="/cases/${caseId}/countersigns"`);
    const body = form({ purpose: 'countersign', limitDays: '1' });
    body.append('departments', 'finance');
    body.append('departments', 'water');
    const refused = await drafter.post(`/cases/${caseId}/countersigns`, body);
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/value="finance"\s+checked/);
    expect(refused.text).toMatch(/value="water"\s+checked/);
    body.set('limitReason', '汛情紧急');
    const done = await drafter.post(`/cases/${caseId}/countersigns`, body);
    expect(location(done)).toMatch(/^\/countersigns\/[0-9a-f-]+\?done=opened$/);
    const sheet = (await drafter.get(location(done))).text;
    expect(sheet).toMatch(/1 个工作日，[^<]*另定：汛情紧急/);
    expect((await drafter.get(`/cases/${caseId}`)).text).not.toContain(
      `action="/cases/${caseId}/countersigns"`,
    );
  });

  it('一个单位也不选的，不能发起', async () => {
    const caseId = await submitCase(api);
    await openTask(api, caseId, { holder: people.head });
    const refused = await drafter.post(`/cases/${caseId}/countersigns`, form({ purpose: 'consult' }));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('请选择要会签的单位');
    expect(refused.text).toMatch(/value="consult"\s+selected/);
  });

  it('别的单位的人没有发起的表单', async () => {
    const caseId = await submitCase(api);
    await openTask(api, caseId, { holder: people.head });
    const { text } = await (await api.as(people.reviewer)).get(`/cases/${caseId}`);
    expect(text).not.toContain(`/cases/${caseId}/countersigns`);
  });
});
