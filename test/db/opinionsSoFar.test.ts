import { describeOpinionsSoFar } from '../../db/opinionsSoFar';
import { insertStepResult, openStep } from '../../db/steps';
import type { StepResult } from '../../db/steps';
import { freezeVersion } from '../../db/versions';
import { insertSubmittedCase, prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const office = {
  timeZone: 'Asia/Shanghai',
  vocabulary: {
    decisions: [
      { id: 'agree', label: '同意' },
      { id: 'read-then-issue', label: '请有关领导阅后发' },
    ],
    countersignPurposes: [{ id: 'countersign', label: '会签' }],
  },
};
const rule = { article: 'art-47', reading: 'reading-3', ruleSet: 'test', words: '' };

let database: TestDatabase;
let caseId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareOffice(database);
}, 60_000);
afterAll(() => database.drop());
beforeEach(async () => {
  caseId = await insertSubmittedCase(database.pool);
});

let lastKey = 4503599627370000n;

/** Somebody has done a step: what workers leave of it. */
async function act(label: string, change: Partial<StepResult> = {}): Promise<void> {
  const elementInstanceKey = String((lastKey += 1n));
  const { rows } = await database.pool.query<{ drafter: string }>(
    'select drafter_person_id as drafter from cases where id = $1',
    [caseId],
  );
  const version = await freezeVersion(database.pool, {
    caseId,
    createdBy: rows[0]?.drafter ?? '',
    effectKey: `first:${caseId}`,
    change: 'first',
  });
  const act = { elementInstanceKey, caseId, versionId: version.id, rule };
  await openStep(database.pool, {
    ...act,
    processInstanceKey: '1',
    elementId: 'userTask_Any',
    label,
    act: label,
    decisions: ['agree'],
    reason: '',
    dueAt: new Date('2026-11-30T12:00:00Z'),
    dueProvisional: false,
    calendarVersion: null,
    holders: [],
  });
  await insertStepResult(database.pool, {
    ...act,
    delegationId: null,
    personId: null,
    postId: null,
    actor: '苏晓岚',
    decision: 'agree',
    opinion: '不宜外传的意见',
    details: { confirmations: [] },
    source: 'engine',
    grade: 'demo',
    intentId: null,
    versionSha256: version.sha256,
    actedAt: new Date('2026-11-03T02:00:00Z'),
    accepted: true,
    refusal: null,
    ...change,
  });
}

const described = (): Promise<string> => describeOpinionsSoFar(database.pool, caseId, office);

test('没有人办过的件写“尚无意见”', async () => {
  expect(await described()).toBe('尚无意见。');
});

test('写环节、决定、何人和办公所在地的日子，新的在前，不写意见本身', async () => {
  await act('审核', { actor: '阿迪力·喀斯木' });
  // 3 November in UTC is the 4th in Kashgar.
  await act('核稿', { actedAt: new Date('2026-11-03T16:30:00Z') });
  expect(await described()).toBe('- 核稿　同意　苏晓岚（11月4日）\n- 审核　同意　阿迪力·喀斯木（11月3日）');
});

test('不予采认的不算；请谁阅写谁', async () => {
  await act('签发', { accepted: false, refusal: '无权签发' });
  await act('签发', {
    decision: 'read-then-issue',
    details: { named: 'commissioner/ailiyaer', confirmations: [] },
  });
  expect(await described()).toBe('- 签发　请有关领导阅后发（专员艾力亚尔·玉苏普）　苏晓岚（11月3日）');
});

test('只写最近八次，更早的指到办件页面', async () => {
  for (let day = 1; day <= 9; day += 1) await act('审核', { actedAt: new Date(Date.UTC(2026, 10, day, 4)) });
  const lines = (await described()).split('\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toContain('11月9日');
  expect(lines.at(-2)).toContain('11月2日');
  expect(lines.at(-1)).toBe('- ……更早的见办件页面');
});
