import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import type { DecisionTable } from '../../../domain/decisions';
import { elements } from '../../../domain/generated/ids';
import { previewRoute, readingInputs } from '../../../domain/routing';
import { createRuleSet } from '../../../domain/routing';
import { facts } from '../../support/cases';
import { ask, readTable } from '../../support/decisionTables';
import { tinyOffice } from '../people/tinyOffice';

const step = elements.documentApproval;
const RANKS = [
  'executive-deputy-commissioner',
  'deputy-commissioner',
  'secretary-general',
  'deputy-secretary-general',
  'general-office-director',
  'none',
];

describe('拟稿人可否办自己的文稿（决策表）', () => {
  let table: DecisionTable;
  beforeAll(async () => {
    table = await readTable('ownDrafts');
  });
  const allowed = (elementId: string, rank: string): unknown => ask(table, { elementId, rank })['allowed'];

  it.each(RANKS)('art-47 %s：不审核、不签发自己所拟的文稿', (rank) => {
    expect(allowed(step.userTask_ReviewByLeader, rank)).toBe(false);
    expect(allowed(step.userTask_SignAndIssue, rank)).toBe(false);
  });

  it('art-47 专员可以', () => {
    expect(allowed(step.userTask_ReviewByLeader, 'commissioner')).toBe(true);
    expect(allowed(step.userTask_SignAndIssue, 'commissioner')).toBe(true);
  });

  it('art-49 核稿人不核自己所拟的文稿；修改、保管自己的文稿不受限', () => {
    expect(allowed(step.userTask_ReviewByOffice, 'none')).toBe(false);
    expect(allowed(step.userTask_ReviseDraft, 'none')).toBe(true);
    expect(allowed(step.userTask_ReviewByDraftingUnit, 'none')).toBe(true);
  });
});

test('art-47 唯一的签发人自己拟稿：报送前就说明无人可签和怎么办', async () => {
  const tables = ['signatoryRoute', 'ownDrafts'] as const;
  const decisions = new Map(
    await Promise.all(tables.map(async (id) => [id as string, await readTable(id)] as const)),
  );
  const ruleSet = createRuleSet({ hash: 'h', decisions });
  const office = await readOffice(join(__dirname, '../../../offices/kashi'));
  const routine = { ...facts, kind: 'letter', series: 'administration-letter', importance: 'routine' };
  const people = {
    ...tinyOffice,
    posts: tinyOffice.posts.map((post) =>
      post.id === 'deputy-chief' ? { ...post, rankId: 'deputy-commissioner' } : post,
    ),
  };
  const drafted = (personId: string, postId: string) =>
    previewRoute(
      ruleSet,
      routine,
      { drafter: { personId, postId }, draftingBodyId: 'agriculture' },
      office.holders,
      people,
      { inputs: readingInputs(office.readings, {}) },
    ).obstacles.join();
  expect(drafted('p5', 'agriculture-clerk')).toBe('');
  expect(drafted('p2', 'deputy-chief')).toContain(
    '副专员阿不都热依木·吐尔逊不办：拟稿人不审核、不签发自己所拟的文稿；没有其他人可办的，请改由他人拟稿',
  );
});
