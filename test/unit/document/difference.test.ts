import fc from 'fast-check';
import { compareLines, isChanged } from '../../../domain/document/difference';
import type { ComparedLine, Run } from '../../../domain/document/difference';

const shown = (lines: ComparedLine[]): string[] =>
  lines.map((line) =>
    line
      .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
      .join(''),
  );

it('shows a changed word within its line', () => {
  expect(
    shown(compareLines(['请于11月底前报送。', '特此通知。'], ['请于12月底前报送。', '特此通知。'])),
  ).toEqual(['请于[-11][+12]月底前报送。', '特此通知。']);
});

it('shows lines that came or went as a whole', () => {
  expect(
    shown(
      compareLines(['一、总体要求', '二、保障措施'], ['一、总体要求', '严格落实责任制。', '二、保障措施']),
    ),
  ).toEqual(['一、总体要求', '[+严格落实责任制。]', '二、保障措施']);
  expect(shown(compareLines(['甲甲甲甲'], ['乙乙乙乙']))).toEqual(['[-甲甲甲甲]', '[+乙乙乙乙]']);
});

it('gives either version back, whatever was changed', () => {
  const line = fc.string({
    unit: fc.constantFrom('县', '市', '请', '于', '，', '1'),
    minLength: 1,
    maxLength: 8,
  });
  const text = fc.array(line, { maxLength: 8 });
  const without = (lines: ComparedLine[], kind: Run['kind']): string[] =>
    lines
      .map((runs) => runs.filter((run) => run.kind !== kind))
      .filter((runs) => runs.length > 0)
      .map((runs) => runs.map((run) => run.text).join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = compareLines(before, after);
      expect(without(lines, 'added')).toEqual(before);
      expect(without(lines, 'removed')).toEqual(after);
      expect(lines.some(isChanged)).toBe(JSON.stringify(before) !== JSON.stringify(after));
    }),
  );
});

it('stays quick on long texts', () => {
  const before = Array.from({ length: 20_000 }, (_, index) => `第${index}段`);
  const after = before.map((line) => `${line}。`);
  expect(compareLines(before, after).length).toBeGreaterThanOrEqual(20_000);
});
