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
