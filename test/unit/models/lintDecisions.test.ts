import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asksFor, isPlainCell, isPlainResult } from '../../../tools/models/cellGrammar';
import { lintDecision, lintGates } from '../../../tools/models/lintDecisions';
import { processesFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';

const vocabulary = readVocabulary();
const surroundings = { vocabulary, userTasks: [] };

/** Lints a table after one change in its text. */
function lintChanged(id: string, from: string | RegExp, to: string): Promise<string[]> {
  const xml = readFileSync(join(processesFolder, `${id}.dmn`), 'utf8');
  const changed = xml.replace(from, to);
  if (changed === xml) throw new Error(`${id}.dmn 里没有 ${from}`);
  return lintDecision(`${id}.dmn`, changed, surroundings);
}

type Case = [what: string, from: string | RegExp, to: string, message: string];

describe('When a decision table is changed', () => {
  it.each<Case>([
    ['an unknown holder', '["portfolio-leader"]', '["mayor"]', '“mayor”未在 holders.json 中登记'],
    ['an unknown word', '<text>"bill"</text>', '<text>"law"</text>', '没有 law 这个值'],
    [
      'a cell on which the evaluators differ',
      '<text>"bill"</text>',
      '<text>list contains(["bill"], ?)</text>',
      '约定的写法',
    ],
    ['a cell that asks for another type', '<text>"bill"</text>', '<text>true</text>', '与这一列的值不合'],
    ['a result that computes', '["portfolio-leader"]', 'append([], "commissioner")', '不在约定的写法之内'],
    ['an unknown outcome', '<text>"route"</text>', '<text>"ask"</text>', '应为 route、refuse 之一'],
    ['an unknown article', '"art-40"', '"art-67"', '没有注明现行的条文'],
    ['an article that the annotation leaves out', '"art-40"', '"art-41"', '批注没有写第41条'],
    ['an unregistered reading', '"reading-10"', '"reading-99"', '口径未登记'],
    ['another hit policy', '<decisionTable id', '<decisionTable hitPolicy="FIRST" id', '应为 UNIQUE'],
    ['another id', '<decision id="signatoryRoute"', '<decision id="route"', '应与文件名一致'],
    ['an unknown input', 'facts.series', 'facts.mood', '不认得的输入 facts.mood'],
    [
      'a row that leaves something open',
      '<text>"bill"</text>',
      '<text>"decision"</text>',
      '文种为议案、发文字号为喀署发、发文名义为行署名义、行文方向为地区人大工委、联合行文为否时没有一行适用',
    ],
    [
      'a row that answers what another answers',
      '<text>"bill"</text>',
      '<text>"bill","order"</text>',
      '时第 4、8 行同时适用',
    ],
  ])('Then %s is refused', async (_what, from, to, message) => {
    expect(await lintChanged('signatoryRoute', from, to)).toEqual(
      expect.arrayContaining([expect.stringContaining(message)]),
    );
  });

  it.each(['-', '"a"', '"a","b"', 'not("a", "b")', 'true', '< 3', '[1..5]', '7'])(
    'Then %s is a plain cell',
    (cell) => {
      expect(isPlainCell(cell)).toBe(true);
    },
  );

  it.each(['', 'a', 'not(true)', 'null', '? > 3', '"a" or "b"', 'not(not("a"))', '"a",1'])(
    'Then %s is not',
    (cell) => {
      expect(isPlainCell(cell)).toBe(false);
    },
  );

  it('Then a cell asks for values of one type', () => {
    expect(['"a"', '>= 1', 'false'].map((cell) => asksFor(cell, 'number'))).toEqual([false, true, false]);
  });

  it.each(['""', '"a"', '3', 'true', '[]', '["a", "b"]'])('Then %s is a plain result', (cell) => {
    expect(isPlainResult(cell)).toBe(true);
  });

  it.each(['', 'a', 'null', '1 + 1', '[1]', '["a" + "b"]', 'facts.kind'])('Then %s is not', (cell) => {
    expect(isPlainResult(cell)).toBe(false);
  });
});

describe('When a table of the steps is changed', () => {
  it.each<[string, ...Case]>([
    ['humanSteps', 'a duty that no program knows', '"confirm"', '"applaud"', '“applaud”没有程序认得'],
    ['humanSteps', 'an unknown decision', '"discard"', '"forget"', '“forget”未在 vocabulary.json 中登记'],
    [
      'humanSteps',
      'a step held by whoever is told of delays (art 5)',
      '"draft-reviewer"',
      '"next-rank"',
      '“next-rank”未在 holders.json 中登记',
    ],
    ['timeLimits', 'an unknown person to tell', '"next-rank"', '"mayor"', '“mayor”未在 holders.json 中登记'],
    [
      'timeLimits',
      'a person to tell whom only the route names',
      '"next-rank"',
      '"route.reviewers"',
      '“route.reviewers”未在 holders.json 中登记',
    ],
    [
      'timeLimits',
      'a reminder before the work begins',
      /<text>3<\/text>/,
      '<text>1</text>',
      '的提醒早于开始办理',
    ],
    ['timeLimits', 'a limit of part of a day', /<text>3<\/text>/, '<text>"3"</text>', '的日数应为整数'],
    ['keptSteps', 'an unknown change', '"substantive"', '"cosmetic"', '“改动性质”没有 cosmetic 这个值'],
  ])('Then in %s %s is refused', async (id, _what, from, to, message) => {
    expect(await lintChanged(id, from, to)).toEqual(
      expect.arrayContaining([expect.stringContaining(message)]),
    );
  });
});

describe('When a table of the gates is changed', () => {
  it.each<[string, ...Case]>([
    ['draftGates', 'a gate that the office does not know', '"substance"', '"style"', '没有 style 这个值'],
    ['draftGates', 'a gate of another table', '"substance"', '"legality"', '没有 legality 这个值'],
    [
      'draftGates',
      'a gate that nothing answers',
      /<rule id="rule_Substance">.*?<\/rule>/s,
      '',
      '核对事项为实质内容时没有一行适用',
    ],
    ['draftGates', 'a count that is left open', '&gt;= 1', '&gt; 1', '为1时没有一行适用'],
    ['normativeGates', 'an unknown ground', 'grounds.legality', 'grounds.mood', '不认得的输入 grounds.mood'],
    ['meetingMatters', 'an unknown matter', '"finance"', '"weather"', '没有 weather 这个值'],
    ['normativeGates', 'an unknown outcome', '"pass"', '"route"', '应为 pass、refuse、ask 之一'],
    [
      'normativeGates',
      'an exception from what is no refusal',
      /(<text>"ask"<\/text>\s*<\/outputEntry>\s*<outputEntry id="\w+">\s*<text>)false/,
      '$1true',
      '不是不办，不用例外理由',
    ],
  ])('Then in %s %s is refused', async (id, _what, from, to, message) => {
    expect(await lintChanged(id, from, to)).toEqual(
      expect.arrayContaining([expect.stringContaining(message)]),
    );
  });

  it('Then a gate without a table is refused', () => {
    const gates = [{ id: 'style', label: '文风', table: 'styleGates' }];
    const files = ['draftGates.dmn'];
    expect(lintGates(files, { ...surroundings, vocabulary: { ...vocabulary, gates } })).toEqual([
      expect.stringContaining('styleGates.dmn 不存在'),
    ]);
  });
});
