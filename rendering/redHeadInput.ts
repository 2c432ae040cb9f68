import { splitHeading, type Block } from '../domain/document/text';
import type { FontRole, Fonts } from './fonts';
import { printableText, requireGlyphs } from './printableText';
import type { RedHeadPage } from './redHead';
import { RenderingError } from './renderingError';
import { titleLines } from './titleLines';

/** 156 mm of type area at 22 pt: 20 characters of the title on a line. */
const titleCharactersPerLine = 20;

/** Longest parts, in characters; some 160 pages of text. Beyond them something else was pasted. */
const longest = { letterhead: 40, line: 100, title: 200, list: 6000, block: 20_000, body: 100_000 };

interface Run {
  role: FontRole;
  text: string;
}

/**
 * Checks a page and turns it into the data the template reads through `sys.inputs`: plain strings, never source.
 * Throws RenderingError CHARACTER_REFUSED, CHARACTER_WITHOUT_GLYPH or TEXT_TOO_LONG.
 */
export function toTemplateInput(page: RedHeadPage, fonts: Fonts, addresseesInImprint: boolean): string {
  const set = (text: string, where: string, limit: number, role: FontRole): string => {
    const printable = printableText(text, where, limit);
    requireGlyphs(printable, where, fonts.roles[role]);
    return printable;
  };
  const list = (items: string[], where: string): string => {
    const joined = items.map((item) => set(item, where, longest.line, 'body')).join('，');
    if (joined.length > longest.list) throw tooLong(where, joined.length, longest.list);
    return joined;
  };
  const addressees = list(page.addressees, '主送机关');
  const total = page.blocks.reduce((sum, block) => sum + block.text.length, 0);
  if (total > longest.body) throw tooLong('正文', total, longest.body);

  return JSON.stringify({
    fonts: fonts.roles,
    letterhead: set(page.letterhead, '发文机关标志', longest.letterhead, 'title'),
    documentNumber: page.documentNumber && set(page.documentNumber, '发文字号', longest.line, 'body'),
    titleLines: titleOf(page.title, set),
    addressees: addresseesInImprint ? '' : addressees,
    blocks: page.blocks.map((block, index) => {
      const where = `正文第 ${index + 1} 段`;
      const runs = runsOf(block).map(({ role, text }) => ({
        role,
        text: set(text, where, longest.block, role),
      }));
      return { runs: runs.filter(({ text }) => text !== ''), keepWithNext: standsAlone(block) };
    }),
    attachments: page.attachments.map(({ title }) => set(title, '附件名称', longest.title, 'body')),
    issuer: set(page.issuer, '发文机关署名', longest.line, 'body'),
    date: page.date,
    urgency: page.urgency,
    upwardSignatory: page.upwardSignatory && set(page.upwardSignatory, '签发人', longest.line, 'kai'),
    imprint: {
      addressees: addresseesInImprint ? addressees : '',
      copyTo: list(page.imprint.copyTo, '抄送机关'),
      issuedBy: set(page.imprint.issuedBy, '印发机关', longest.line, 'body'),
      issuedOn: page.imprint.issuedOn,
    },
    demoNotice: page.demoNotice && set(page.demoNotice, '演示标记', longest.line, 'hei'),
  });
}

/** The title keeps the drafter's own line breaks; each of its lines is checked as text. */
function titleOf(
  title: string,
  set: (text: string, where: string, limit: number, role: FontRole) => string,
): string[] {
  const parts = title.split(/\r\n|\n|\r/u).map((part) => set(part, '标题', longest.title, 'title'));
  const whole = parts.join('\n');
  if (whole.length > longest.title) throw tooLong('标题', whole.length, longest.title);
  return titleLines(whole, titleCharactersPerLine);
}

/** First level 黑体, second 楷体, third and fourth as the body (GB/T 9704-2012 7.3.3). */
function runsOf(block: Block): Run[] {
  if (block.type === 'paragraph' || block.level > 2) return [{ role: 'body', text: block.text }];
  const { heading, rest } = splitHeading(block.text);
  return [
    { role: block.level === 1 ? 'hei' : 'kai', text: heading },
    { role: 'body', text: rest },
  ];
}

/** A heading without text of its own must not end a page. */
function standsAlone(block: Block): boolean {
  if (block.type === 'paragraph') return false;
  const { heading, rest } = splitHeading(block.text);
  return rest === '' && heading.length <= 60 && !(block.level > 2 && /[。；！？]$/u.test(heading));
}

function tooLong(where: string, length: number, limit: number): RenderingError {
  return new RenderingError('TEXT_TOO_LONG', `${where}过长：${length} 字，最多 ${limit} 字`);
}
