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
  const { rows } = await system.pool.query<{ id: string }>(
    'select case_id as id from press_releases where meeting_id = $1',
    [meeting.caseId],
  );
  const way = meeting.follow(rows[0]?.id ?? '');
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
