import type { Block } from '../domain/document/text';
import type { FontRole, Fonts } from './fonts';
import type { Page, Signature } from './page';
import { printableText, requireGlyphs } from './printableText';
import { RenderingError } from './renderingError';
import { runsOf, standsAlone } from './textRuns';
import { titleLines } from './titleLines';

/** 156 mm of type area at 22 pt: 20 characters of the title on a line. */
const titleCharactersPerLine = 20;

/** Full-width characters of an issuer's line: alone, two beside each other, three (seals of 42 mm). */
const issuerRoom = (issuers: number): number => [22, 22, 12][issuers] ?? 8;

/** Longest parts, in characters; some 160 pages of text. Beyond them something else was pasted. */
const longest = {
  letterhead: 40,
  line: 100,
  title: 200,
  note: 500,
  list: 6000,
  block: 20_000,
  body: 100_000,
};

/** Checks one text and gives it as it will be printed. */
type SetText = (text: string, where: string, limit: number, role: FontRole) => string;

/**
 * Checks a page and turns it into the data the templates read through `sys.inputs`: plain strings, never source.
 * Throws RenderingError CHARACTER_REFUSED, CHARACTER_WITHOUT_GLYPH or TEXT_TOO_LONG.
 */
export function toTemplateInput(page: Page, fonts: Fonts, addresseesInImprint: boolean): string {
  const set: SetText = (text, where, limit, role) => {
    const printable = printableText(text, where, limit);
    requireGlyphs(printable, where, fonts.roles[role]);
    return printable;
  };
  const addressees = listOf(page.addressees, '主送机关', set);
  return JSON.stringify({
    format: page.format,
    fonts: fonts.roles,
    copyNumber: page.copyNumber === null ? null : String(page.copyNumber).padStart(6, '0'),
    urgency: page.urgency,
    letterhead: letterheadOf(page, set),
    documentNumber: page.documentNumber && set(page.documentNumber, '发文字号', longest.line, 'body'),
    signatories: page.upwardSignatories?.map((name) => set(name, '签发人', longest.line, 'kai')) ?? null,
    titleLines: titleOf(page.title, '标题', set),
    addressees: addresseesInImprint ? '' : addressees,
    blocks: blocksOf(page.blocks, '正文', set),
    attachments: page.attachments.map(({ title, blocks = [] }, index) => ({
      name: set(title, '附件名称', longest.title, 'body'),
      titleLines: titleOf(title, '附件名称', set),
      blocks: blocksOf(blocks, `附件${index + 1}`, set),
    })),
    signature: signatureOf(page.signature, set),
    date: page.date,
    note: page.note && set(withoutBrackets(page.note), '附注', longest.note, 'body'),
    attendance: page.attendance && {
      present: peopleOf(page.attendance.present, '出席人员', set),
      excused: peopleOf(page.attendance.excused, '请假人员', set),
      observing: peopleOf(page.attendance.observing, '列席人员', set),
    },
    imprint: {
      addressees: addresseesInImprint ? addressees : '',
      copyTo: listOf(page.imprint.copyTo, '抄送机关', set),
      issuedBy: set(page.imprint.issuedBy, '印发机关', longest.line, 'body'),
      issuedOn: page.imprint.issuedOn,
    },
    demoNotice: page.demoNotice && set(page.demoNotice, '演示标记', longest.line, 'hei'),
  });
}

function listOf(items: string[], where: string, set: SetText): string {
  const joined = items.map((item) => set(item, where, longest.line, 'body')).join('，');
  if (joined.length > longest.list) throw tooLong(where, joined.length, longest.list);
  return joined;
}

/** A unit with its people is one entry, which the template keeps on one line where it fits. */
function peopleOf(items: string[], where: string, set: SetText): string[] {
  listOf(items, where, set);
  return items.map((item) => set(item, where, longest.line, 'body'));
}

function letterheadOf({ letterhead }: Page, set: SetText): { organs: string[]; word: string } {
  const { organs, word } = typeof letterhead === 'string' ? { organs: [letterhead], word: '' } : letterhead;
  const setMark = (text: string) => set(text, '发文机关标志', longest.letterhead, 'title');
  return { organs: organs.map(setMark), word: setMark(word) };
}

/** The title keeps the drafter's own line breaks; each of its lines is checked as text. */
function titleOf(title: string, where: string, set: SetText): string[] {
  const parts = title.split(/\r\n|\n|\r/u).map((part) => set(part, where, longest.title, 'title'));
  const whole = parts.join('\n');
  if (whole.length > longest.title) throw tooLong(where, whole.length, longest.title);
  return titleLines(whole, titleCharactersPerLine);
}

function blocksOf(blocks: Block[], where: string, set: SetText) {
  const total = blocks.reduce((sum, block) => sum + block.text.length, 0);
  if (total > longest.body) throw tooLong(where, total, longest.body);
  return blocks.map((block, index) => {
    const runs = runsOf(block).map(({ role, text }) => ({
      role,
      text: set(text, `${where}第 ${index + 1} 段`, longest.block, role),
    }));
    return { runs: runs.filter(({ text }) => text !== ''), keepWithNext: standsAlone(block) };
  });
}

function signatureOf(signature: Signature, set: SetText) {
  if (signature.kind === 'none') return { kind: signature.kind };
  if (signature.kind === 'personal') {
    const signatories = signature.signatories.map(({ post, name }) => ({
      post: set(post, '签发人职务', longest.line, 'body'),
      name: set(name, '签发人', longest.line, 'kai'),
    }));
    return { kind: signature.kind, signatories };
  }
  const room = issuerRoom(signature.kind === 'sealed' ? signature.issuers.length : 1);
  const issuers = signature.issuers.map((issuer) =>
    titleLines(set(issuer, '发文机关署名', longest.line, 'body'), room),
  );
  return { kind: signature.kind, issuers };
}

function withoutBrackets(note: string): string {
  return note.trim().replace(/^[（(](.*)[）)]$/su, '$1');
}

function tooLong(where: string, length: number, limit: number): RenderingError {
  return new RenderingError('TEXT_TOO_LONG', `${where}过长：${length} 字，最多 ${limit} 字`);
}
