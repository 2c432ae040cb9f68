import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { content, people, submitCase } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Reading {
  id: string;
  chosen: string;
  options: { id: string }[];
  casesInProgress: number;
}

it('art-47: the register names each reading, its options and the chosen one, and counts the cases that rest on it', async () => {
  await submitCase(api);
  const { readings } = (await (await api.as(people.drafter)).get('/api/v1/readings')).json as {
    readings: Reading[];
  };
  expect(readings.length).toBeGreaterThanOrEqual(12);
  for (const { options, chosen } of readings) expect(options.map(({ id }) => id)).toContain(chosen);
  // The test's route table rests on this one.
  expect(readings.find(({ id }) => id === 'reading-2')?.casesInProgress).toBe(1);
});

it('art-56: the page links only cases that the reader may open, and counts the others', async () => {
  const caseId = await submitCase(api);
  const own = (await (await api.as(people.drafter)).get('/readings')).text;
  expect(own).toContain('条文适用口径登记');
  expect(own).toContain(`/cases/${caseId}`);
  const others = (await (await api.as(people.stranger)).get('/readings')).text;
  expect(others).not.toContain(`/cases/${caseId}`);
  expect(others).not.toContain(content.title);
  expect(others).toContain('件您无权查看');
});

describe('switching a reading', () => {
  const KEEPER = 'dilixiati';
  const choose = async (login: string, reading: string, change: Record<string, unknown> = {}) =>
    (await api.as(login)).post(`/api/v1/readings/${reading}/choices`, {
      option: 'all-commissioner',
      chosenBy: '专员',
      basis: '专员批示（演示）',
      ...change,
    });

  it('art-66: is recorded with who chose it, on what basis and since when; what was pinned stays', async () => {
    const pinnedBy = async (id: string): Promise<string | undefined> => {
      const { rows } = await api.pool.query<{ readings: Record<string, string> }>(
        'select readings from cases where id = $1',
        [id],
      );
      return rows[0]?.readings['reading-2'];
    };
    const before = await submitCase(api);
    const answer = await choose(KEEPER, 'reading-2');
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      id: 'reading-2',
      chosen: 'all-commissioner',
      choices: [
        expect.objectContaining({
          optionId: 'all-commissioner',
          chosenBy: '专员',
          basis: '专员批示（演示）',
        }),
        expect.objectContaining({ optionId: 'by-weight', recordedBy: null }),
      ],
    });
    const after = await submitCase(api);
    expect(await pinnedBy(before)).toBe('by-weight');
    expect(await pinnedBy(after)).toBe('all-commissioner');

    const page = (await (await api.as(KEEPER)).get('/readings')).text;
    expect(page).toContain('按原口径办理');
    expect(page).toContain(`/readings/cases/${before}/rerouting`);
    expect(page).not.toContain(`/readings/cases/${after}/rerouting`);
  });

  it('art-66: from a later day on it is shown and holds only then', async () => {
    const answer = await choose(KEEPER, 'reading-10', { option: 'upward-only', since: '2030-01-01' });
    expect(answer.json).toMatchObject({ chosen: 'commissioner-all' });
    expect((await (await api.as(people.drafter)).get('/readings')).text).toContain('（尚未生效）');
  });

  it('is refused to others, for a past day, an unknown option, the same again, and what tables and diagrams tell', async () => {
    expect((await choose(people.drafter, 'reading-2')).status).toBe(403);
    expect((await choose(KEEPER, 'reading-2', { since: '2020-01-01', option: 'by-weight' })).json.title).toBe(
      '日期已过',
    );
    expect((await choose(KEEPER, 'reading-2', { option: 'nobody' })).json.title).toBe('没有这一选项');
    expect((await choose(KEEPER, 'reading-2')).status).toBe(409);
    expect((await choose(KEEPER, 'reading-8', { option: 'automatic' })).json.title).toBe(
      '这项口径写在决策表和流程里',
    );
    expect((await choose(KEEPER, 'reading-99')).status).toBe(404);
    expect((await choose(KEEPER, 'reading-2', { basis: ' ' })).status).toBe(400);
  });

  it('the page keeps what was typed when it is refused', async () => {
    const form = new URLSearchParams({ option: 'by-weight', since: '', chosenBy: '专员', basis: '' });
    const answer = await (await api.as(KEEPER)).post('/readings/reading-2/choices', form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('所据文件');
    expect(answer.text).toContain('value="专员"');
  });

  it('art-66: re-routing needs a case under another reading, a reason, and an instance whose diagram waits for it', async () => {
    const id = await submitCase(api);
    const reroute = async (reason: string) =>
      (await api.as(KEEPER)).post(`/api/v1/cases/${id}/rerouting`, { reason });
    expect((await reroute(' ')).status).toBe(400);
    expect((await reroute('专员批示')).json.title).toBe('此件按旧版流程办理');
  });
});
