/** Text with its emphasis, for the template. */
export type Inline = { text: string; bold: boolean; italic: boolean; code: boolean };

/** A line with the blanks it begins with, in half characters. */
export interface IndentedLine {
  indent: number;
  text: string;
}

export function indentedLine(line: string): IndentedLine {
  const shown = line.replace(/\t/gu, '    ').trimEnd();
  const blanks = /^[ \u3000]*/u.exec(shown)?.[0] ?? '';
  return { indent: [...blanks].reduce((sum, one) => sum + (one === ' ' ? 1 : 2), 0), text: shown.trim() };
}

export type MarkdownBlock =
  | { type: 'heading'; level: number; inlines: Inline[] }
  | { type: 'paragraph' | 'quote'; inlines: Inline[] }
  | { type: 'item'; depth: number; marker: string; inlines: Inline[] }
  | { type: 'code'; lines: IndentedLine[] }
  | { type: 'table'; align: ('left' | 'center' | 'right')[]; head: Inline[][]; rows: Inline[][][] }
  | { type: 'rule' };

const ITEM = /^(\s*)([-*+]|[0-9]{1,3}[.)、])\s+(.*)$/u;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/u;

/** Markdown as offices write it: headings, lists, tables, emphasis. What it doesn't know prints as it stands. */
export function parseMarkdown(source: string): MarkdownBlock[] {
  const lines = source.split(/\r\n|[\n\r]/u);
  const blocks: MarkdownBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: string[], at: number): [MarkdownBlock | undefined, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [undefined, at + 1];
  const heading = /^(#{1,6})\s+(.*?)\s*#*\s*$/u.exec(line);
  if (heading) {
    const [, marks = '#', text = ''] = heading;
    return [{ type: 'heading', level: marks.length, inlines: inlinesOf(text) }, at + 1];
  }
  if (/^\s*(```|~~~)/u.test(line)) return readCode(lines, at);
  if (/^\s*([-*_])(\s*\1){2,}\s*$/u.test(line)) return [{ type: 'rule' }, at + 1];
  if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('-'))
    return readTable(lines, at);
  const item = ITEM.exec(line);
  if (item) {
    const [, indent = '', marker = '-', text = ''] = item;
    const depth = Math.min(4, Math.floor(indent.replace(/\t/gu, '    ').length / 2));
    const [more, next] = continued(lines, at + 1);
    const shown = /[-*+]/u.test(marker) ? '•' : marker;
    return [{ type: 'item', depth, marker: shown, inlines: inlinesOf([text, ...more].join('\n')) }, next];
  }
  const isQuote = /^\s*>/u.test(line);
  const [more, next] = continued(lines, at + 1, isQuote);
  const text = [line, ...more].map((one) => (isQuote ? one.replace(/^\s*>\s?/u, '') : one)).join('\n');
  return [{ type: isQuote ? 'quote' : 'paragraph', inlines: inlinesOf(text) }, next];
}

/** Lines that belong to the same paragraph. */
function continued(lines: string[], from: number, isQuote = false): [string[], number] {
  let at = from;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const begins =
      /^(#{1,6}\s|\s*(```|~~~)|\s*\|)/u.test(line) || ITEM.test(line) || /^\s*>/u.test(line) !== isQuote;
    if (line.trim() === '' || begins) break;
    at += 1;
  }
  return [lines.slice(from, at).map((line) => line.trim()), at];
}

function readCode(lines: string[], at: number): [MarkdownBlock, number] {
  const fence = /^\s*(```|~~~)/u.exec(lines[at] ?? '')?.[1] ?? '```';
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? '').trim().startsWith(fence)) end += 1;
  return [{ type: 'code', lines: lines.slice(at + 1, end).map(indentedLine) }, end + 1];
}

function readTable(lines: string[], at: number): [MarkdownBlock, number] {
  const head = cellsOf(lines[at] ?? '');
  const align = cellsOf(lines[at + 1] ?? '').map((cell) =>
    cell.startsWith(':') && cell.endsWith(':') ? 'center' : cell.endsWith(':') ? 'right' : 'left',
  );
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|') && (lines[end] ?? '').trim() !== '') end += 1;
  const rows = lines.slice(at + 2, end).map((line) => {
    const cells = cellsOf(line);
    return head.map((_, index) => inlinesOf(cells[index] ?? ''));
  });
  const filled = head.map((_, index) => align[index] ?? 'left');
  return [{ type: 'table', align: filled, head: head.map((cell) => inlinesOf(cell)), rows }, end];
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '');
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const INLINE =
  /(\*\*|__)(?=\S)(.+?)\1|(\*|_)(?=\S)(.+?)\3|`([^`]+)`|!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)|\\([\\`*_{}[\]()#+.!|-])/su;

/** Emphasis, code and links; a link's address stands behind its words, for paper has no links. */
export function inlinesOf(source: string, style = { bold: false, italic: false }): Inline[] {
  const plain = (text: string): Inline[] =>
    text === '' ? [] : [{ text: joinLines(text), ...style, code: false }];
  const found = INLINE.exec(source);
  if (!found) return plain(source);
  const [whole, , bold, , italic, code, words, address, escaped] = found;
  const before = plain(source.slice(0, found.index));
  const after = inlinesOf(source.slice(found.index + whole.length), style);
  if (bold !== undefined) return [...before, ...inlinesOf(bold, { ...style, bold: true }), ...after];
  if (italic !== undefined) return [...before, ...inlinesOf(italic, { ...style, italic: true }), ...after];
  if (code !== undefined) return [...before, { text: code, ...style, code: true }, ...after];
  if (escaped !== undefined) return [...before, ...plain(escaped), ...after];
  const shown = words === address || !address ? (words ?? '') : `${words}（${address}）`;
  return [...before, ...plain(shown), ...after];
}

/** A line's end between Chinese characters is no blank. */
function joinLines(text: string): string {
  return text.replace(/(?<=[\u2e80-\uffef])\n(?=[\u2e80-\uffef])/gu, '').replace(/\n/gu, ' ');
}
