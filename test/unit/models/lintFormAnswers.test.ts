import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintFormAnswers } from '../../../tools/models/lintFormAnswers';
import type { FormStep } from '../../../tools/models/lintFormAnswers';
import { formsFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';
import { changedForm } from './changedForm';

const vocabulary = readVocabulary();

type Case = [what: string, from: string | RegExp, to: string, message: string];

describe('When a form asks otherwise than its step', () => {
  const steps: Record<string, FormStep> = {
    'sign-and-issue': {
      decisions: [
        'agree',
        'agree-with-changes',
        'read-then-issue',
        'ask-to-check',
        'hold',
        'do-not-issue',
        'return',
      ],
      duties: [],
    },
    'review-by-office': {
      decisions: ['agree', 'return', 'return-to-unit'],
      duties: ['confirm', 'pick', 'withdraw'],
    },
    'final-check': {
      decisions: ['agree', 'wording-changed', 'substance-changed', 'return'],
      duties: [],
    },
  };
  const stepOf = (id: string): FormStep => steps[id] ?? { decisions: [], duties: [] };
  const lint = (id: string, from: string | RegExp, to: string): string[] =>
    lintFormAnswers(`${id}.form`, changedForm(id, from, to), stepOf(id), vocabulary);

  it.each<[string, ...Case]>([
    [
      'sign-and-issue',
      'a choice whose reasons are optional',
      / or decision = \\"hold\\" or/,
      ' or',
      '选“hold”时应有且只有一个意见框',
    ],
    [
      'sign-and-issue',
      'reasons that may be left empty',
      /"required": true,\s+"maxLength"/,
      '"maxLength"',
      '选“return”时须写明理由，字段 returnReasons 应为必填',
    ],
    [
      'sign-and-issue',
      'an opinion that an agreement must have',
      '"maxLength"',
      '"required": true, "maxLength"',
      '选“agree”时不要求理由，字段 opinion 不应必填',
    ],
    [
      'sign-and-issue',
      'a leader who is not asked for',
      '=decision != \\"read-then-issue\\" and decision != \\"ask-to-check\\"',
      '=decision != \\"read-then-issue\\"',
      '选“ask-to-check”时应有字段 named',
    ],
    [
      'sign-and-issue',
      'a name for those whose words a program does not read',
      '=decision != \\"read-then-issue\\" and decision != \\"ask-to-check\\"',
      '=decision = \\"hold\\"',
      '选“agree”时不应有字段 named',
    ],
    [
      'sign-and-issue',
      'a post that is not asked for where one person has several (arts 5, 47)',
      '=count(capacityOptions) = 0',
      '=count(capacityOptions) = 2',
      '选“agree”时应有字段 capacity',
    ],
    [
      'sign-and-issue',
      'a post that is asked for where nobody has a choice',
      '=count(capacityOptions) = 0',
      '=decision = \\"hold\\"',
      '选“agree”时不应有字段 capacity',
    ],
    [
      'sign-and-issue',
      'an expression that names what is not there',
      'decision = \\"hold\\" then',
      'choice = \\"hold\\" then',
      '没有结果',
    ],
    [
      'review-by-office',
      'a signatory who is not asked for (art 47)',
      'count(signatoryOptions) <= 1',
      'count(signatoryOptions) <= 2',
      '选“agree”时应有字段 signatory',
    ],
    [
      'review-by-office',
      'a pick from an empty list',
      'count(reviewerOptions) <= 1',
      'count(reviewerOptions) < 0',
      '选“agree”时不应有字段 reviewer',
    ],
    [
      'review-by-office',
      'a return that asks for confirmations',
      /=decision != \\"agree\\" or count\(gateStatements\) = 0/g,
      '=count(gateStatements) = 0',
      '选“return”时不应有字段 confirmations',
    ],
    [
      'review-by-office',
      'a draft that passes with a statement unaffirmed (art 49)',
      'count(confirmations) = count(gateStatements)',
      'count(confirmations) > 0',
      '选“agree”时有未确认的事项也能提交',
    ],
    [
      'review-by-office',
      'a draft that never passes',
      'count(confirmations) = count(gateStatements)',
      'count(confirmations) > 2',
      '选“agree”时全部确认后仍不能提交',
    ],
    [
      'review-by-office',
      'a tick for what nobody can read',
      /请逐条核对：.*?",/,
      '请逐条核对。",',
      '选“agree”时没有写出核对的内容',
    ],
    [
      'final-check',
      'a change of the text without a way to it',
      '({{draftUrl}})',
      '({{caseUrl}})',
      '应有 draftUrl 的链接',
    ],
  ])('Then in %s %s is refused', (id, _what, from, to, message) => {
    expect(lint(id, from, to)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it('Then what the step does not ask is refused', () => {
    const source = readFileSync(join(formsFolder, 'review-by-office.form'), 'utf8');
    expect(
      lintFormAnswers(
        'review-by-office.form',
        source,
        { ...stepOf('review-by-office'), duties: [] },
        vocabulary,
      ),
    ).toEqual([
      'review-by-office.form：选“agree”时不应有字段 reviewer',
      'review-by-office.form：选“agree”时不应有字段 signatory',
      'review-by-office.form：选“agree”时不应有字段 confirmations',
    ]);
  });
});
