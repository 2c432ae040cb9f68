import fc from 'fast-check';
import { bodyToSource, characterCount, parseBody, splitHeading } from '../../../domain/document/text';

describe('GB/T 9704-2012 7.3.3: numbers at the start of a line', () => {
  it.each([
    ['一、总体要求', 1],
    ['十二、附则', 1],
    ['（一）排查病害', 2],
    ['(二)落实养护', 2],
    ['1.桥梁', 3],
    ['12．涵洞', 3],
    ['（1）四类桥梁', 4],
    ['(2)五类桥梁', 4],
  ])('make %s a heading of level %i that keeps its number', (text, level) => {
    expect(parseBody(text)).toEqual([{ type: 'heading', level, text }]);
  });

  it.each(['一、二、三等奖各一名。', '1.5公里路段', '2026.3', '（2026）年度', '经一、研究', '1、桥梁'])(
    'leave %s a paragraph',
    (text) => {
      expect(parseBody(text)).toEqual([{ type: 'paragraph', text }]);
    },
  );
});

describe('the source of a body', () => {
  it('may come from any system, indented, with empty lines and soft returns', () => {
    const texts = parseBody('\ufeff　　甲。\r\n\r\n  乙。\r丙。\v丁。　\n').map(({ text }) => text);
    expect(texts).toEqual(['甲。', '乙。', '丙。', '丁。']);
  });

  it('keeps names of people as they are', () => {
    expect(parseBody('艾山江·买买提、古丽·阿不都、王明')).toEqual([
      { type: 'paragraph', text: '艾山江·买买提、古丽·阿不都、王明' },
    ]);
  });

  it('reads back the same from its blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'一、（）1.。 　\n甲·') })), (lines) => {
        const blocks = parseBody(lines.join('\n'));
        expect(parseBody(bodyToSource(blocks))).toEqual(blocks);
      }),
    );
  });
});

describe('characterCount', () => {
  it('counts punctuation and rare characters once, and no blanks', () => {
    expect(characterCount(parseBody('一、𠮷 林\n　　甲，乙。'))).toBe(8);
  });
});

describe('splitHeading', () => {
  it('takes a short first sentence as the heading of what runs on', () => {
    expect(splitHeading('（一）加强领导。各县要负责。')).toEqual({
      heading: '（一）加强领导。',
      rest: '各县要负责。',
    });
  });

  it('takes a line without a sentence end as heading', () => {
    expect(splitHeading('一、总体要求')).toEqual({ heading: '一、总体要求', rest: '' });
  });

  it('takes a numbered paragraph with a long first sentence as text', () => {
    const text = `一、原则同意${'农村公路'.repeat(8)}方案。请认真实施。`;
    expect(splitHeading(text)).toEqual({ heading: '', rest: text });
  });
});
