import type { DecisionTable } from '../../../domain/decisions';
import { elements } from '../../../domain/generated/ids';
import { readVocabulary } from '../../../tools/models/officeVocabulary';
import { ask, everyCombination, readTable } from '../../support/decisionTables';

const step = elements.documentApproval;
const { decisions } = readVocabulary();

describe('各办理环节由谁办、可作哪些决定', () => {
  let table: DecisionTable;
  beforeAll(async () => {
    table = await readTable('humanSteps');
  });
  const answer = (elementId: string): Record<string, unknown> => ask(table, { elementId });

  it('登记的每一种决定都有环节可作', () => {
    const offered = [...everyCombination(table)].flatMap(
      ({ elementId }) => answer(String(elementId))['decisions'] as string[],
    );
    expect(new Set(offered)).toEqual(new Set(decisions.map(({ id }) => id)));
  });

  it('art-49 核稿人逐条确认，审核人、签发人有几位的由他选定', () => {
    expect(answer(step.userTask_ReviewByOffice)).toMatchObject({
      holder: 'draft-reviewer',
      duties: expect.arrayContaining(['confirm', 'pick']),
    });
  });

  it.each([step.userTask_CheckForSigner, step.userTask_ReadBeforeIssue])(
    'art-47 %s 由签发人所请的领导办，不能签发',
    (elementId) => {
      const { holder, decisions: offered } = answer(elementId);
      expect(holder).toBe('step.named');
      expect(offered).not.toContain('agree');
    },
  );

  it('art-47 只有签发人可以不发、缓发、请人核、请人阅', () => {
    const signersOwn = ['do-not-issue', 'hold', 'ask-to-check', 'read-then-issue'];
    for (const { elementId } of everyCombination(table)) {
      const offered = answer(String(elementId))['decisions'] as string[];
      const own = signersOwn.filter((id) => offered.includes(id));
      expect(own).toEqual(elementId === step.userTask_SignAndIssue ? signersOwn : []);
    }
  });
});

describe('art-58 各环节办理时限', () => {
  let table: DecisionTable;
  beforeAll(async () => {
    table = await readTable('timeLimits');
  });
  const answer = (elementId: string, urgency: string): Record<string, unknown> =>
    ask(table, { elementId, 'facts.urgency': urgency });

  it('art-58 每一步超时都告知办公室主任，提醒不早于开始办理', () => {
    for (const inputs of everyCombination(table)) {
      const limit = ask(table, inputs);
      const workingDays = limit['workingDays'] as number;
      expect(limit['overdueTo']).toContain('general-office-director');
      expect(limit['remindBeforeDays']).toBe(workingDays === 1 ? 0 : 1);
      expect(limit['leastDays']).toBe(1);
    }
  });

  it.each([
    step.userTask_ReviewByLeader,
    step.userTask_SignAndIssue,
    step.userTask_CheckForSigner,
    step.userTask_ReadBeforeIssue,
  ])('art-5 领导的环节 %s 超时告知上一级领导', (elementId) => {
    expect(answer(elementId, 'none')['overdueTo']).toEqual(['next-rank', 'general-office-director']);
  });

  it('art-58 主办单位审核超时告知分管领导，修改超时告知主办单位主要负责人', () => {
    expect(answer(step.userTask_ReviewByDraftingUnit, 'none')['overdueTo']).toContain('portfolio-leader');
    expect(answer(step.userTask_ReviseDraft, 'none')['overdueTo']).toContain('drafting-unit-principal');
  });

  it.each(['none', 'urgent', 'most-urgent'])('art-58 缓发待签不分缓急（%s），隔几日再告知', (urgency) => {
    expect(answer(step.userTask_HoldDocument, urgency)).toMatchObject({
      workingDays: 10,
      overdueEveryDays: 5,
    });
  });

  it('art-58 越急时限越短、排得越前', () => {
    const limits = ['none', 'urgent', 'most-urgent'].map((urgency) =>
      answer(step.userTask_ReviewByOffice, urgency),
    );
    expect(limits.map(({ workingDays }) => workingDays)).toEqual([3, 2, 1]);
    expect(limits.map(({ priority }) => priority)).toEqual([50, 70, 90]);
  });
});

describe('改稿后哪些环节仍然有效', () => {
  let table: DecisionTable;
  beforeAll(async () => {
    table = await readTable('keptSteps');
  });
  const kept = (elementId: string): string[] =>
    readVocabulary()
      .changes.map(({ id }) => id)
      .filter((change) => ask(table, { elementId, change })['kept']);

  it.each([
    step.userTask_ReviewByDraftingUnit,
    step.userTask_ReviewByLeader,
    step.userTask_SignAndIssue,
    step.userTask_CheckForSigner,
    step.userTask_ReadBeforeIssue,
  ])('art-47 %s：文字性修改不影响，实质性修改要重来', (elementId) => {
    expect(kept(elementId)).toEqual(['none', 'wording', 'as-instructed']);
  });

  it('art-49 核稿：拟稿人改过的都要重新核稿', () => {
    expect(kept(step.userTask_ReviewByOffice)).toEqual(['none', 'as-instructed']);
  });

  it.each([
    step.userTask_FinalCheck,
    step.userTask_ReviseDraft,
    step.userTask_ApplyChanges,
    step.userTask_HoldDocument,
  ])('art-44 %s：文稿改过就按新稿重新办', (elementId) => {
    expect(kept(elementId)).toEqual(['none']);
  });
});
