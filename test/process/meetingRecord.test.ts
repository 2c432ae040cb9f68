import { randomUUID } from 'node:crypto';
import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { RunningSystem } from '../support/running';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(300_000);

const HEAD = 'adili';

test('art-42 公开的决定作报道：秘书长或对口副秘书长审定，决策表没有列明的不再报，发布后登记渠道', async () => {
  const { meeting, items } = await Meeting.held(system, '关于冬季蔬菜保供的汇报');
  await meeting.decide(items[0], { pressWanted: true });
  await meeting.end();
  const way = await meeting.press();
  await way.open('DraftPress');
  const secretary = await meeting.secretary();
  const { text } = await secretary.get<{ text: { title: string; revision: number } }>(
    `/api/v1/press-releases/${way.caseId}`,
  );
  await secretary.put(`/api/v1/press-releases/${way.caseId}`, {
    ...text,
    body: '行署常务会议研究了冬季蔬菜保供工作。',
  });
  await way.act('DraftPress', 'submit-press', '');
  const review = await way.open('ReviewPress');
  expect(new Set(review.holders.map(({ postLabel }) => postLabel))).toEqual(new Set(['秘书长', '副秘书长']));
  await way.act('ReviewPress');
  await way.act('RecordPublication', 'published', '当日在行署网站发布。');
  await way.ended();
  const press = await secretary.get<{ publications: { words: string }[] }>(
    `/api/v1/press-releases/${way.caseId}`,
  );
  expect(press.publications.map(({ words }) => words)).toEqual(['当日在行署网站发布。']);
  await expectNoIncidents(system);
});

test('art-42 决策表列明的报道再报专员或者分管副专员：退回的改后重新审定、再报，同意以后才发布', async () => {
  const { meeting, items } = await Meeting.held(system, {
    title: '关于申请追加抗旱资金的请示',
    category: 'report-upward',
  });
  await meeting.decide(items[0], { pressWanted: true });
  await meeting.end();
  const way = await meeting.press();
  await way.act('DraftPress', 'submit-press', '');
  await way.act('ReviewPress');
  const approval = await way.open('ApprovePress');
  expect(approval.rule.article).toBe('art-42');
  expect(new Set(approval.holders.map(({ personId }) => personId))).toEqual(
    new Set(['ailiyaer', 'abudureyimu']),
  );
  await expect(way.act('ApprovePress', 'return', '')).rejects.toMatchObject({ status: 422 });
  await way.act('ApprovePress', 'return', '写明资金用途。');
  await way.open('DraftPress');
  const secretary = await meeting.secretary();
  const path = `/api/v1/press-releases/${way.caseId}`;
  const { text } = await secretary.get<{ text: { title: string; revision: number } }>(path);
  await secretary.put(path, { ...text, body: '资金用于抗旱应急水源建设。' });
  await way.act('DraftPress', 'submit-press', '');
  // What the secretary agreed to was another text.
  await way.act('ReviewPress');
  await way.open('ApprovePress');
  expect(await way.isOpen('RecordPublication')).toBe(false);
  const deputy = await system.as('abudureyimu');
  expect((await deputy.get<{ text: { body: string } }>(path)).text.body).toContain('抗旱应急水源');
  await way.act('ApprovePress');
  await way.act('RecordPublication', 'published', '次日在地区日报刊发。');
  expect((await way.ended()).closedAs).toBe('done');
  expect(await way.steps()).toEqual([
    ...['DraftPress', 'ReviewPress', 'ApprovePress'],
    ...['DraftPress', 'ReviewPress', 'ApprovePress', 'RecordPublication'],
  ]);
  await expectNoIncidents(system);
});

test('art-34 会议记录另存：主持人最后发言，只给记录人、主持人和办公室负责人看，查阅有记录', async () => {
  const { meeting, items } = await Meeting.held(system, '关于林果业提质增效的汇报');
  const secretary = await meeting.secretary();
  const { presiderPersonId } = await meeting.meeting();
  const record = `/api/v1/meetings/${meeting.caseId}/record`;
  const head = system.office.people.persons.find(({ login }) => login === HEAD)?.id ?? null;
  const say = (kind: string, speakerPersonId: string | null, words: string): Promise<unknown> =>
    secretary.post(record, { itemId: items[0], kind, speakerPersonId, words });
  await expect(say('statement', presiderPersonId, '我先说。')).rejects.toMatchObject({ status: 409 });
  await say('dissent', head, '资金来源还要研究。');
  await say('conclusion', presiderPersonId, '同意，资金另行研究。');
  await expect(say('statement', head, '再补充一点。')).rejects.toMatchObject({ status: 409 });
  await expect((await system.as(HEAD)).get(record)).rejects.toMatchObject({ status: 404 });
  const presider = await system.as(system.loginOf(presiderPersonId));
  const read = await presider.get<{ entries: { kind: string }[]; readings: { personId: string }[] }>(record);
  expect(read.entries.map(({ kind }) => kind)).toEqual(['dissent', 'conclusion']);
  expect(read.readings.map(({ personId }) => personId)).toEqual([presiderPersonId]);
  await expect(secretary.get(`/api/v1/meetings/${randomUUID()}/record`)).rejects.toMatchObject({
    status: 404,
  });
});
