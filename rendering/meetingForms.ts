import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseClassification } from './checkPage';
import { pageCompiler, type RenderedPages } from './compiler';
import type { Fonts } from './fonts';
import { printableText } from './printableText';

/** Who sits in a seat, as the plan shows him. */
export interface SeatLabel {
  name: string;
  /** Post, or what he is there for. */
  note: string;
  isPresider: boolean;
}

/** 座次图, as seen from above. */
export interface SeatingSheet {
  title: string;
  subject: string;
  facts: string;
  paper: 'a4' | 'a3';
  rows: { faces: 'down' | 'up'; table: string | null; seats: (SeatLabel | null)[] }[];
  /** Names for whom the room has no seat. */
  unseated: string[];
  demoNotice: string | null;
}

/** 席卡: a sheet a person, folded twice to stand. */
export interface PlaceCards {
  names: string[];
  demoNotice: string | null;
}

const LONGEST_TEXT = 500;
/** What a font can't draw is shown as a printer's blank: a seat is labelled, not refused. */
const NO_GLYPH = '〓';

const templates = new Map<string, string>();

/**
 * Renders a seating plan on one page, landscape; names whole, set smaller until they fit. Throws RenderingError:
 * CLASSIFIED_REFUSED (law 12), CHARACTER_REFUSED, TEXT_TOO_LONG, or for fonts.
 */
export function renderSeatingPlan(sheet: SeatingSheet): RenderedPages {
  return renderForm('seating.typ', sheet);
}

/** Renders place cards, a page each: a long name breaks at its dot or is set smaller, and is never cut. Throws as above. */
export function renderPlaceCards(cards: PlaceCards): RenderedPages {
  return renderForm('placeCards.typ', cards);
}

function renderForm(template: string, data: object): RenderedPages {
  refuseClassification(data, '');
  const compiler = pageCompiler();
  const { fonts } = compiler;
  const source = templates.get(template) ?? readFileSync(join(__dirname, 'templates', template), 'utf8');
  templates.set(template, source);
  const form = JSON.stringify({ ...(printable(data, fonts) as object), fonts: fonts.roles });
  return compiler.write(compiler.compile(source, { form }, '会议用表'));
}

/** Every text of the data as it can be printed. */
function printable(value: unknown, fonts: Fonts): unknown {
  if (typeof value === 'string') {
    return [...printableText(value, '会议用表', LONGEST_TEXT)]
      .map((character) => (fonts.roles.body.has(character.codePointAt(0) ?? 0) ? character : NO_GLYPH))
      .join('');
  }
  if (Array.isArray(value)) return value.map((one) => printable(one, fonts));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one, fonts)]));
}
