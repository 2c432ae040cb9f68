import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainPdf } from '../support/approvedMeeting';
import { Meeting } from '../support/meeting';
import { killPart } from '../support/parts';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';
import { readPdf } from '../unit/rendering/readPdf';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(300_000);

const RECOVERY_MILLISECONDS = 90_000;
const PAGES = 700;
const dataDirectory = process.env['XINGSHU_DATA_DIRECTORY'] ?? '';

async function largeTopic(title: string, words: string): Promise<Topic> {
  const topic = await Topic.draft(system, { title, materials: [] });
  const bytes = await plainPdf(words, PAGES);
  await (
    await topic.drafter()
  ).upload(
    `/api/v1/topics/${topic.caseId}/materials`,
    { name: '方案.pdf', bytes },
    { kind: 'draft', title: '方案', reason: '' },
  );
  await topic.submit();
  await topic.coordinate();
  await topic.check();
  await topic.decide('in');
  return topic;
}

const kept = async (caseId: string): Promise<{ packets: number; sets: number }> => {
  const { rows } = await system.pool.query(
    `select (select count(*) from packets where meeting_id = $1)::int as packets,
            (select count(*) from packet_sets where meeting_id = $1)::int as sets`,
    [caseId],
  );
  return rows[0] as { packets: number; sets: number };
};

test('art-38 汇编当口两次强行终止 workers：材料每种一份，完整无缺，半成品从未发出', async () => {
  const topics = [await largeTopic('关于甲事的汇报', 'ALPHA'), await largeTopic('关于乙事的汇报', 'BETA')];
  const meeting = await Meeting.plan(system);
  await meeting.open('ArrangeAgenda');
  await meeting.arrange([
    { topic: topics[0] as Topic, bodyIds: ['water'] },
    { topic: topics[1] as Topic, bodyIds: ['education'] },
  ]);
  await meeting.act('ApprovePrinting', 'approve-printing', '同意。');
  const agenda = await until('批印', async () => (await meeting.meeting()).agenda ?? undefined);
  const leader = await system.as('ailiyaer');
  const path = `/meetings/${meeting.caseId}/packet.pdf`;

  // The first dies over its first packet, the second over its second.
  const folder = join(tmpdir(), `xingshu-packet-${agenda.versionId}`);
  await until('开始汇编', async () => (existsSync(folder) ? true : undefined));
  killPart('workers', dataDirectory);
  await expect(leader.bytes(path)).rejects.toMatchObject({ status: 409 });
  await until(
    '印成一种',
    async () => ((await kept(meeting.caseId)).packets > 0 ? true : undefined),
    RECOVERY_MILLISECONDS,
  );
  killPart('workers', dataDirectory);
  expect((await kept(meeting.caseId)).sets).toBe(0);
  await expect(leader.bytes(path)).rejects.toMatchObject({ status: 409 });

  const bytes = await until('会议材料印成', () => leader.bytes(path), RECOVERY_MILLISECONDS);
  expect(await kept(meeting.caseId)).toEqual({ packets: 3, sets: 1 });
  const pages = await readPdf(bytes);
  expect(pages.length).toBeGreaterThan(2 * PAGES);
  expect(pages.some(({ lines }) => lines.join('').includes(`BETApage${PAGES}`))).toBe(true);
  const { rows } = await system.pool.query<{ sha256: string; bytes: Buffer[] }>(
    `select sha256, array_agg(piece.bytes order by position) as bytes
       from packets join packet_pieces as piece on piece.packet_id = packets.id
      where meeting_id = $1 group by packets.id`,
    [meeting.caseId],
  );
  for (const packet of rows)
    expect(createHash('sha256').update(Buffer.concat(packet.bytes)).digest('hex')).toBe(packet.sha256);
  const made = (await meeting.summaries()).filter((summary) => summary.includes('会议材料第1版印成'));
  expect(made).toHaveLength(1);
  expect(existsSync(folder)).toBe(false);
});
