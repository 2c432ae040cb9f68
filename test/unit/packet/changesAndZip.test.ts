import { strFromU8, unzipSync } from 'fflate';
import {
  changedPages,
  pagesInWords,
  zipPacket,
  type PageMark,
  type ZipItem,
} from '../../../rendering/packet';

const marks = (letters: string, part = '方案', item: number | null = 1): PageMark[] =>
  [...letters].map((hash, at) => ({ page: at + 1, hash, item, part }));

describe('art-38 a late change: which pages differ', () => {
  test.each([
    ['nothing', 'abc', 'abc', [], [], '没有改动'],
    ['a page in the middle', 'abcd', 'abXd', [3], [], '第3页有改动（议题1《方案》）'],
    [
      'pages apart and together',
      'abcdefghij',
      'abXdefYZWj',
      [3, 7, 8, 9],
      [],
      '第3、7-9页有改动（议题1《方案》）',
    ],
    ['a page put in: the others only moved', 'abcd', 'aXbcd', [2], [], '第2页有改动（议题1《方案》）'],
    ['a page taken out', 'abcd', 'abd', [], [3], '原第3页已删去（议题1《方案》）'],
    ['all', 'abc', 'xyz', [1, 2, 3], [], '第1-3页有改动（议题1《方案》）'],
  ])('%s', (_what, before, after, changed, removed, words) => {
    expect(changedPages(marks(before), marks(after))).toEqual({ changed, removed, words });
  });

  test('a thousand blank pages and five thousand of the others take no time', () => {
    const many = (seed: number): PageMark[] =>
      Array.from({ length: 6_000 }, (_, at) => ({
        page: at + 1,
        hash: at % 6 === 0 ? 'blank' : `${(at * 7 + seed) % 5_500}`,
        item: 1,
        part: '方案',
      }));
    const started = performance.now();
    changedPages(many(0), many(3));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('runs of pages in words', () => {
    expect(pagesInWords([9, 3, 7, 8])).toBe('第3、7-9页');
  });
});

async function zipped(items: ZipItem[]): Promise<Record<string, string>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipPacket(items, new Date(2026, 10, 29, 10, 0, 0)))
    chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  const names = Object.entries(unzipSync(bytes)).map(([name, data]) => [name, strFromU8(data)]);
  // Bit 11 of every entry of the directory: names are UTF-8.
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
    expect(bytes.readUInt16LE(at + 8) & 0x800).toBe(0x800);
  return Object.fromEntries(names);
}

test('one folder per item, Chinese names, nothing that a file system refuses', async () => {
  const item = (number: number, title: string, ...names: string[]): ZipItem => ({
    number,
    title,
    materials: names.map((name) => ({ title: name, fileName: '上传.PDF', content: Buffer.from(name) })),
  });
  const files = await zipped([
    item(1, '关于预算草案的汇报', '预算草案', '说明.pdf'),
    item(12, '../a:b?', '..', '长'.repeat(300)),
  ]);
  expect(Object.keys(files)).toEqual([
    '01 关于预算草案的汇报/01 预算草案.pdf',
    '01 关于预算草案的汇报/02 说明.pdf',
    '12 .._a_b_/01 未命名.pdf',
    `12 .._a_b_/02 ${'长'.repeat(60)}.pdf`,
  ]);
  expect(files['01 关于预算草案的汇报/01 预算草案.pdf']).toBe('预算草案');
});
