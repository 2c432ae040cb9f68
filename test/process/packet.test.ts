import { Meeting } from '../support/meeting';
import type { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';
import { readPdf } from '../unit/rendering/readPdf';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const COMMISSIONER = 'ailiyaer';
/** Called to the first item only. */
const WATER_HEAD = 'fanyichuan';
const STRANGER = 'luoshuchang';

interface Notice {
  meetingId: string;
  version: number;
  words: string;
}

let meeting: Meeting;
let first: Topic;
let second: Topic;

async function topicWith(title: string, text: string, dissenter?: string): Promise<Topic> {
  const concerned = dissenter ? [dissenter] : [];
  const topic = await Topic.draft(system, { title, materials: [], concerned });
  await topic.upload('draft', { title: `${title}（送审稿）`, text });
  await topic.submit();
  if (dissenter) await disagreeAndSettle(await topic.round(), dissenter);
  await topic.coordinate('coordinated', `${title}各方意见一致。`);
  await topic.check();
  await topic.decide('in');
  return topic;
}

async function disagreeAndSettle(round: Round, bodyId: string): Promise<void> {
  await round.served(bodyId);
  await round.answer(bodyId, 'disagree', '补贴标准偏高。');
  await round.handleComments('adopted');
  await round.act('Negotiate', null, 'settled', '商定分两年执行到位。');
  await round.becomes(bodyId, 'open', 2);
  await round.answer(bodyId);
  await round.closed();
}

/** The text of somebody's packet, page by page; waits while it is being made. */
const packetOf = (login: string): Promise<string[]> =>
  until('会议材料印成', async () => {
    const bytes = await (await system.as(login)).bytes(`/meetings/${meeting.caseId}/packet.pdf`);
    return (await readPdf(bytes)).map(({ lines }) => lines.join(''));
  });

async function noticesOf(login: string): Promise<Notice[]> {
  const { items } = await (await system.as(login)).get<{ items: Notice[] }>('/api/v1/packet-notices');
  return items.filter(({ meetingId }) => meetingId === meeting.caseId);
}

beforeAll(async () => {
  [first, second] = await Promise.all([
    topicWith('关于灌区续建配套的汇报', '灌区续建配套分三年实施。'),
    topicWith('关于良种补贴的汇报', '良种补贴按播种面积发放。', 'finance'),
  ]);
});

test('art-38 批印之前什么也不印；批印以后印成，组成人员得全部议题，列席人员只得自己的议题', async () => {
  meeting = await Meeting.plan(system);
  await meeting.open('ArrangeAgenda');
  await meeting.arrange([{ topic: first, bodyIds: ['water'] }, second]);
  await meeting.open('ApprovePrinting');
  await expect(
    (await system.as(COMMISSIONER)).bytes(`/meetings/${meeting.caseId}/packet.pdf`),
  ).rejects.toMatchObject({ status: 409 });
  const { rows } = await system.pool.query('select from packets where meeting_id = $1', [meeting.caseId]);
  expect(rows).toEqual([]);

  await meeting.approve();
  const whole = (await packetOf(COMMISSIONER)).join('\n');
  expect(whole).toContain('灌区续建配套分三年实施');
  expect(whole).toContain('良种补贴按播种面积发放');
  // The coordination's written result is before the meeting.
  expect(whole).toContain('关于良种补贴的汇报各方意见一致');
  // So is who was against it, though it was settled, and what was settled.
  expect(whole).toContain('补贴标准偏高');
  expect(whole).toContain('其后再次会签：同意');
  expect(whole).toContain('商定分两年执行到位');
  const own = await packetOf(WATER_HEAD);
  expect(own.join('\n')).toContain('灌区续建配套分三年实施');
  expect(own.join('\n')).not.toContain('良种补贴');
  expect(own.every((page) => page.includes('范一川'))).toBe(true);
  await expect(
    (await system.as(STRANGER)).bytes(`/meetings/${meeting.caseId}/packet.pdf`),
  ).rejects.toMatchObject({ status: 404 });
});

test('art-38 art-56 何人何时打开了哪一份，会务人员查得到；打开过的不再提示', async () => {
  const secretary = await meeting.secretary();
  const { items, copies } = await secretary.get<{
    items: { personId: string; version: number; copyNumber: number }[];
    copies: { number: number; personId: string; firstOpenedAt: string | null }[];
  }>(`/api/v1/meetings/${meeting.caseId}/packet/openings`);
  expect(items.map(({ personId }) => personId).sort()).toEqual([COMMISSIONER, WATER_HEAD].sort());
  expect(copies.map(({ number }) => number)).toEqual(copies.map((_, index) => index + 1));
  expect(await noticesOf(WATER_HEAD)).toEqual([]);
  expect(await noticesOf('heyichuan')).toEqual([expect.objectContaining({ version: 1 })]);
  expect(await meeting.summaries()).toContainEqual(expect.stringContaining('会议材料第1版印成'));
});

test('art-38 批印后有改动：另出一版，说出改动的页，人人得知，旧版不再发', async () => {
  const third = await topicWith('关于农机更新的汇报', '农机更新补助分档执行。');
  await meeting.reopen('增加一项议题');
  await meeting.arrange([{ topic: first, bodyIds: ['water'] }, second, third]);
  await meeting.approve();
  await until('第2版印成', async () =>
    (await noticesOf(COMMISSIONER))[0]?.version === 2 ? true : undefined,
  );
  for (const login of [COMMISSIONER, WATER_HEAD, 'heyichuan'])
    expect(await noticesOf(login)).toEqual([
      expect.objectContaining({ version: 2, words: expect.stringContaining('第1版停止使用') }),
    ]);
  const view = await (
    await system.as(COMMISSIONER)
  ).get<{ version: { number: number }; changedWords: string }>(`/api/v1/meetings/${meeting.caseId}/packet`);
  expect(view.version.number).toBe(2);
  expect(view.changedWords).toMatch(/第.*页/);
  expect((await packetOf(COMMISSIONER)).join('\n')).toContain('农机更新补助分档执行');
});
