import { articlesIn, articlesInChinese } from '../../../tools/articles/citation';
import { citationsInSource, citationsInTest } from '../../../tools/articles/fromCode';

describe('When code is searched for the articles it carries', () => {
  it('then a tag belongs to the declaration below it, named with what it stands in', () => {
    const source = [
      '/**\n * Who signs.\n *\n * @rule art-5 (absence), art-47\n */\nexport function route() {}',
      'interface RuleSet {\n  /** One gate. @rule art-18 */\n  gate(): void;\n}',
      '/** @rule art-58 */\nexport const limit = () => 1;',
    ].join('\n');
    expect(citationsInSource('a.ts', source).map(({ id, articles }) => [id, articles])).toEqual([
      ['route', [5, 47]],
      ['RuleSet.gate', [18]],
      ['limit', [58]],
    ]);
  });

  it('then a tag that stands at no declaration is refused, with its file', () => {
    expect(() => citationsInSource('domain/a.ts', '// @rule art-5\nexport const one = 1;')).toThrow(
      /domain\/a\.ts/,
    );
  });
});

describe('When tests are searched for the articles they hold', () => {
  it('then titles of tests and of groups count, plain, parametrised or put together', () => {
    const source = [
      "describe('art-58 时限', () => {",
      "  it('每一步都有', () => {});",
      '  it.each([1])(`art-47 第 ${1} 步`, () => {});',
      "  test.each(cases)('art-47 art-49: $name', () => {});",
      '});',
    ].join('\n');
    expect(citationsInTest('a.test.ts', source).map(({ id, articles }) => [id, articles])).toEqual([
      ['art-58 时限', [58]],
      ['art-47 第 ${1} 步', [47]],
      ['art-47 art-49: $name', [47, 49]],
    ]);
  });

  it('then articles of other rules, and words outside of titles, do not', () => {
    expect(citationsInTest('a.test.ts', "it('条例 art 9', () => { say('art-47'); });")).toEqual([]);
  });
});

it('reads articles as properties and as annotations write them', () => {
  expect(articlesIn('art-47,art-5')).toEqual([47, 5]);
  expect(articlesInChinese('第21条。由会议决定（并见第6条）；口径9。')).toEqual([21, 6]);
});
