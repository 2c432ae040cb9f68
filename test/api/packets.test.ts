import { randomUUID } from 'node:crypto';
import { findApprovedAgenda } from '../../db/meetings/agendas';
import { insertPacket, insertPiece, listPackets } from '../../db/packets/packets';
import { examine } from '../../engine/doctor';
import { withTransaction } from '../../db/transaction';
import { ApprovedMeeting, plainPdf } from '../support/approvedMeeting';
import { readPdf } from '../unit/rendering/readPdf';
import { makePackets } from '../../workers/meeting/packet/makePackets';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(120_000);

const SECRETARY = 'qixiaoman';
const commissioner = { login: people.commissioner, post: 'commissioner', items: null };
const finance = { login: 'palidan', post: 'finance-head', items: [2] };

/** Two topics; 财政局 is called to the second only. */
async function approved(): Promise<{ meeting: ApprovedMeeting; topics: string[] }> {
  const meeting = await ApprovedMeeting.plan(api.pool);
  const topics = [
    await meeting.topic('防沙治沙方案', await plainPdf('SAND', 2)),
    await meeting.topic('补助资金安排', await plainPdf('MONEY', 3)),
  ];
  await meeting.approve(1, topics, [commissioner, finance]);
  return { meeting, topics };
}

async function make(meeting: ApprovedMeeting): Promise<boolean> {
  const agenda = await findApprovedAgenda(api.pool, meeting.id);
  if (!agenda?.approval) throw new Error('not approved');
  return makePackets(api.deps, { ...agenda, approval: agenda.approval });
}

async function pdfOf(login: string, meeting: ApprovedMeeting, query = ''): Promise<string[]> {
  // The client of the tests reads text; a PDF is bytes.
  const client = await api.as(login);
  const bytes = await client.bytes(`/meetings/${meeting.id}/packet.pdf${query}`);
  return (await readPdf(bytes)).map(({ lines }) => lines.join('\n'));
}

test('art-38 批印之前没有材料；批印以后、印成以前，说明正在生成', async () => {
  const meeting = await ApprovedMeeting.plan(api.pool);
  const secretary = await api.as(SECRETARY);
  const before = await secretary.get(`/api/v1/meetings/${meeting.id}/packet`);
  expect(before.status).toBe(409);
  expect(before.json.detail).toContain('还没有批印');
  await meeting.approve(1, [await meeting.topic('议题甲', await plainPdf('A'))], [commissioner]);
  for (const path of ['packet', 'packet.pdf', 'packet.zip']) {
    const making = await secretary.get(`/api/v1/meetings/${meeting.id}/${path}`);
    expect(making.status).toBe(409);
    expect(making.json.detail).toContain('正在生成');
  }
  expect((await secretary.get(`/meetings/${meeting.id}/packet`)).text).toContain('正在生成');
});

test('art-38、art-56 组成人员得全部议题，列席人员只得自己的；每页有份号和姓名，打开留有记录', async () => {
  const { meeting } = await approved();
  await make(meeting);
  const whole = await pdfOf(people.commissioner, meeting);
  expect(whole.join('\n')).toMatch(/SANDpage2[\s\S]*MONEYpage3/);
  expect(whole.every((page) => page.includes('艾力亚尔'))).toBe(true);
  const own = await pdfOf(finance.login, meeting);
  expect(own.join('\n')).toContain('MONEYpage3');
  expect(own.join('\n')).not.toMatch(/SAND|防沙治沙/);
  expect(own.every((page) => page.includes('帕丽旦'))).toBe(true);

  const secretary = await api.as(SECRETARY);
  const { json } = await secretary.get(`/api/v1/meetings/${meeting.id}/packet/openings`);
  expect(json.items).toEqual([
    expect.objectContaining({
      who: '帕丽旦·玉山',
      version: 1,
      copyNumber: 2,
      form: 'pdf',
      address: '127.0.0.1',
    }),
    expect.objectContaining({ personId: people.commissioner, version: 1, copyNumber: 1 }),
  ]);
  expect(json.copies.map((copy: { firstOpenedAt: unknown }) => copy.firstOpenedAt !== null)).toEqual([
    true,
    true,
  ]);
});

test('批印十分钟还没有会议材料的，doctor 说得出', async () => {
  const meeting = await ApprovedMeeting.plan(api.pool);
  const topic = await meeting.topic('议题乙', await plainPdf('B'));
  await meeting.approve(1, [topic], [commissioner], new Date('2026-01-01T00:00:00Z'));
  const found = async (): Promise<string[]> =>
    (await examine(api.pool, { grpcAddress: '', restAddress: '', managementUrl: null }))
      .filter(({ check }) => check === '批印后没有印成的会议材料')
      .map(({ message }) => message);
  expect(await found()).toEqual([expect.stringContaining('第 1 版议程已经批印')]);
  await make(meeting);
  expect(await found()).toEqual([]);
});

test('材料原件一个议题一个文件夹；列席人员只有自己的议题', async () => {
  const { meeting } = await approved();
  await make(meeting);
  const namesIn = async (login: string): Promise<string> =>
    Buffer.from(await (await api.as(login)).bytes(`/meetings/${meeting.id}/packet.zip`)).toString('utf8');
  expect(await namesIn(people.commissioner)).toMatch(
    /01 防沙治沙方案\/01 防沙治沙方案[\s\S]*02 补助资金安排\/01/,
  );
  const own = await namesIn(finance.login);
  expect(own).toContain('02 补助资金安排/01 ');
  expect(own).not.toContain('防沙治沙');
});

test('art-56 无关的人看不到；列席人员不能看别人的份和打开记录', async () => {
  const { meeting } = await approved();
  await make(meeting);
  const stranger = await api.as(people.stranger);
  for (const path of ['packet', 'packet.pdf', 'packet.zip', 'packet/openings'])
    expect((await stranger.get(`/api/v1/meetings/${meeting.id}/${path}`)).status).toBe(404);
  const attendee = await api.as(finance.login);
  expect((await attendee.get(`/meetings/${meeting.id}/packet.pdf?copy=1`)).status).toBe(403);
  expect((await attendee.get(`/api/v1/meetings/${meeting.id}/packet/openings`)).status).toBe(403);
  const { rows } = await api.pool.query(
    'select from packet_openings join packet_copies on packet_copies.id = copy_id join packet_sets using (version_id) where meeting_id = $1',
    [meeting.id],
  );
  expect(rows).toEqual([]);
});

test('会务人员打开的另编份号，再开同号；可为收件人打印他的一份，登记收回只一次', async () => {
  const { meeting } = await approved();
  await make(meeting);
  const path = `/api/v1/meetings/${meeting.id}/packet`;
  const secretary = await api.as(SECRETARY);
  await Promise.all([pdfOf(SECRETARY, meeting), pdfOf(SECRETARY, meeting)]);
  expect((await secretary.get(path)).json.copyNumber).toBe(3);
  expect((await pdfOf(SECRETARY, meeting, '?copy=2')).every((page) => page.includes('帕丽旦'))).toBe(true);
  expect((await secretary.post(`${path}/returns`, { copyNumber: 2, note: '纸质' })).status).toBe(204);
  expect((await secretary.post(`${path}/returns`, { copyNumber: 2 })).status).toBe(409);
  expect((await secretary.post(`${path}/returns`, { copyNumber: 9 })).status).toBe(404);
  const page = await secretary.get(`/meetings/${meeting.id}/packet`);
  expect(page.text).toContain('登记收回');
  expect(page.text).toContain('纸质');
});

test('art-38 议程改动后印第2版，说出改动的页，人人得知，旧版留存而不再发', async () => {
  const { meeting, topics } = await approved();
  await make(meeting);
  await pdfOf(finance.login, meeting);
  const attendee = await api.as(finance.login);
  const noticesOf = async (): Promise<{ version: number; words: string; meetingId: string }[]> =>
    (await attendee.get('/api/v1/packet-notices')).json.items.filter(
      ({ meetingId }: { meetingId: string }) => meetingId === meeting.id,
    );
  expect(await noticesOf()).toEqual([]);

  const added = await meeting.topic('新增议题', await plainPdf('LATE', 1));
  await meeting.approve(2, [...topics, added], [commissioner, finance]);
  expect((await attendee.get(`/meetings/${meeting.id}/packet.pdf`)).status).toBe(409);
  await make(meeting);
  expect(await noticesOf()).toEqual([
    expect.objectContaining({ version: 2, words: expect.stringContaining('第1版停止使用') }),
  ]);
  expect((await attendee.get('/')).text).toContain('已印第2版');

  const leader = await api.as(people.commissioner);
  const { json } = await leader.get(`/api/v1/meetings/${meeting.id}/packet`);
  expect(json.version.number).toBe(2);
  expect(json.changedWords).toMatch(/第.*页/);
  expect((await pdfOf(people.commissioner, meeting)).join('\n')).toContain('LATE');
  expect((await leader.get(`/meetings/${meeting.id}/packet.pdf?version=1`)).status).toBe(403);
  expect((await pdfOf(SECRETARY, meeting, '?version=1')).join('\n')).not.toContain('LATE');
});

test('作业来两次，材料只印一次；没有写全的存不进，存进的改不了', async () => {
  const { meeting } = await approved();
  expect((await Promise.all([make(meeting), make(meeting)])).sort()).toEqual([false, true]);
  await make(meeting);
  const agenda = await findApprovedAgenda(api.pool, meeting.id);
  const packets = await listPackets(api.pool, agenda?.versionId ?? '');
  expect(packets).toHaveLength(2);
  const [whole] = packets;
  if (!whole) throw new Error('no packet');
  const half = {
    ...whole,
    id: randomUUID(),
    itemIds: whole.itemIds.slice(0, 1),
    marks: [],
    pieceCount: 2,
    bytes: 20,
  };
  await expect(
    withTransaction(api.pool, async (sql) => {
      await insertPacket(sql, half);
      await insertPiece(sql, half.id, 0, Buffer.from('0123456789'));
    }),
  ).rejects.toThrow('不完整');
  await expect(api.pool.query('update packet_pieces set position = 9')).rejects.toThrow();
  await expect(api.pool.query('delete from packet_openings')).rejects.toThrow();
});

test('art-38 与批印的不一致的材料不印', async () => {
  const { meeting } = await approved();
  const agenda = await findApprovedAgenda(api.pool, meeting.id);
  if (!agenda?.approval) throw new Error('not approved');
  const [first] = agenda.items;
  const forged = first?.materials.map((material) => ({ ...material, sha256: '0'.repeat(64) })) ?? [];
  const items = agenda.items.map((item) => (item === first ? { ...item, materials: forged } : item));
  await expect(makePackets(api.deps, { ...agenda, items, approval: agenda.approval })).rejects.toThrow(
    '与批印的不一致',
  );
});
