import { beginWeek, insertDigest } from '../../db/countersign/digests';
import { moveClock } from '../../db/clock';
import { until } from '../support/until';
import { startApi } from './support/apiUnderTest';
import type { ApiUnderTest } from './support/apiUnderTest';

const ROUND = '3b8b2f5e-0000-4000-8000-000000000001';
const DAY_MILLISECONDS = 24 * 3_600_000;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
  const madeAt = api.deps.clock.now();
  await beginWeek(api.pool, '2025-11-24', madeAt);
  await insertDigest(api.pool, {
    weekOf: '2025-11-24',
    personId: 'palidan',
    subject: '会签提醒单：即将到期1件',
    text: `财政局局长某某：\n\n1.《<b>通知</b>》\n   ${api.deps.publicUrl}/countersigns/${ROUND}`,
    madeAt,
  });
}, 60_000);
afterAll(() => api.stop());

test('art-45 没有寄出的提醒单在系统里看得到，只有本人看得到', async () => {
  const own = await (await api.as('palidan')).get('/api/v1/countersign-digests');
  expect(own.json.items).toMatchObject([
    { weekOf: '2025-11-24', subject: '会签提醒单：即将到期1件', sentTo: null },
  ]);
  const other = await (await api.as('gulanting')).get('/api/v1/countersign-digests');
  expect(other.json.items).toEqual([]);
});

test('待办页列出最近七天的一份，链接通到会签单，标题不会成为页面的一部分', async () => {
  const reader = await api.as('palidan');
  const { text } = await reader.get('/');
  expect(text).toContain('会签提醒单：即将到期1件');
  expect(text).toContain(`href="/countersigns/${ROUND}"`);
  expect(text).toContain('&lt;b&gt;通知&lt;/b&gt;');
  expect((await (await api.as('gulanting')).get('/')).text).not.toContain('会签提醒单');

  const later = new Date(api.deps.clock.now().getTime() + 7 * DAY_MILLISECONDS);
  await moveClock(api.pool, 7 * DAY_MILLISECONDS);
  await until('时钟', async () => (api.deps.clock.now() >= later ? true : undefined));
  expect((await reader.get('/')).text).not.toContain('会签提醒单');
});
