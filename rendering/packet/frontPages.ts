import { createHash } from 'node:crypto';
import { linesOf, typesetter, type Typesetter } from './typesetter';
import type { PacketInput, PacketItem, PlacedItem } from './types';

/** A typeset part: cover, agenda, contents, or an item's sheet. */
export interface TypesetPart {
  part: string;
  pdf: Uint8Array;
  pages: number;
  /** Of what it says, not of its bytes */
  hash: string;
}

export interface Layout {
  front: TypesetPart[];
  sheets: TypesetPart[];
  items: PlacedItem[];
  total: number;
}

/** Numbers have settled by then: they change a page's text, hardly ever the number of pages. */
const MOST_ROUNDS = 6;

/**
 * Sets cover, agenda, contents and sheets, again until the page numbers that they print are true.
 *
 * @param materialPages pages of every material of every item
 */
export function layOut(input: PacketInput, materialPages: number[][]): Layout {
  const setter = remembering(typesetter(input.fontsDirectory));
  let sheetPages = input.items.map(() => 1);
  // How many pages they take hardly hangs on the numbers that they print.
  const guessed = place(input.items, 3, sheetPages, materialPages);
  let frontPages = setFront(setter, input, guessed, [1, 1, 1]).map(({ pages }) => pages);
  for (let round = 0; ; round += 1) {
    const items = place(input.items, sum(frontPages), sheetPages, materialPages);
    const front = setFront(setter, input, items, frontPages);
    const sheets = input.items.map((item, index) => setSheet(setter, input, item, items[index]));
    const nowFront = front.map(({ pages }) => pages);
    const nowSheets = sheets.map(({ pages }) => pages);
    const isTrue = `${nowFront}|${nowSheets}` === `${frontPages}|${sheetPages}`;
    const total = sum(nowFront) + items.reduce((all, { pages }) => all + pages, 0);
    if (isTrue) return { front, sheets, items, total };
    // Never seen; a page more or less would only make the numbers of the contents wrong.
    if (round === MOST_ROUNDS) throw new Error('page numbers do not settle');
    [frontPages, sheetPages] = [nowFront, nowSheets];
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

function place(
  items: PacketItem[],
  before: number,
  sheetPages: number[],
  materialPages: number[][],
): PlacedItem[] {
  let next = before + 1;
  return items.map(({ number, title, materials }, index) => {
    const firstPage = next;
    next += sheetPages[index] ?? 1;
    const placed = materials.map((material, at) => {
      const pages = materialPages[index]?.[at] ?? 0;
      next += pages;
      return { title: material.title, firstPage: next - pages, pages };
    });
    return { number, title, firstPage, pages: next - firstPage, materials: placed };
  });
}

type Set = (part: string, template: string, data: Record<string, unknown>) => TypesetPart;

/** Each part is set once per content: the second round only sets what prints other numbers. */
function remembering(setter: Typesetter): Set {
  const known = new Map<string, TypesetPart>();
  return (part, template, data) => {
    const hash = createHash('sha1')
      .update(`${template} ${JSON.stringify(data)}`)
      .digest('base64url');
    const made = known.get(hash) ?? { part, hash, ...setter.set(template, data) };
    known.set(hash, made);
    return made;
  };
}

function setFront(set: Set, input: PacketInput, items: PlacedItem[], pages: number[]): TypesetPart[] {
  const { demoNotice, meeting, title } = input;
  const common = { demoNotice, meeting, documentTitle: title };
  const cover = set('封面', 'packetCover', {
    ...common,
    title,
    letterhead: input.letterhead,
    facts: input.facts.map(({ label, value }) => ({ label, value: linesOf(value) })),
    audience: input.audience,
    version: input.version,
    notice: input.notice,
    printedDate: input.printedDate,
  });
  const agenda = set('议程', 'packetAgenda', {
    ...common,
    items: input.items.map(({ number, title: name, reporter, minutes, attending, time }, index) => ({
      number,
      title: name,
      reporter,
      minutes,
      attending,
      time,
      page: items[index]?.firstPage ?? 0,
    })),
  });
  const contents = set('目录', 'packetContents', {
    ...common,
    agendaPage: (pages[0] ?? 1) + 1,
    items: items.map(({ number, title: name, firstPage, materials }) => ({
      number,
      title: name,
      page: firstPage,
      materials: materials.map((material) => ({ title: material.title, page: material.firstPage })),
    })),
  });
  return [cover, agenda, contents];
}

function setSheet(
  set: Set,
  input: PacketInput,
  item: PacketItem,
  placed: PlacedItem | undefined,
): TypesetPart {
  const { sheet } = item;
  const said = (list: { who: string; words: string }[]) =>
    list.map(({ who, words }) => ({ who, words: linesOf(words) }));
  return set('议题单', 'packetItem', {
    demoNotice: input.demoNotice,
    documentTitle: item.title,
    number: item.number,
    title: item.title,
    facts: sheet.facts.map(({ label, value }) => ({ label, value: linesOf(value) })),
    purpose: linesOf(sheet.purpose),
    proposal: linesOf(sheet.proposal),
    opinions: said(sheet.opinions),
    dissent: said(sheet.dissent),
    countersign: sheet.countersign && {
      heading: sheet.countersign.heading,
      columns: sheet.countersign.columns.map(({ label, share, leads = false }) => ({ label, share, leads })),
      rows: sheet.countersign.rows.map((cells) => cells.map(linesOf)),
    },
    more: sheet.more.map(({ heading, text }) => ({ heading, text: linesOf(text) })),
    materials: (placed?.materials ?? []).map(({ title, firstPage }) => ({ title, page: firstPage })),
  });
}
