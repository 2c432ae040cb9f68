import type { Fonts, FontRole } from './fonts';
import { RenderingError } from './renderingError';

/** Invisible marks that word processors leave behind; dropping them changes nothing that is read. */
const dropped = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** Control characters, halves of characters, and marks that make text read in another order than it is stored. */
const refused = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A run of Latin letters without a break that might not fit one line, such as a web address. */
const longLatinRun = /[!-~]{24,}/gu;

const zeroWidthSpace = '\u200b';
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

/**
 * Text as it will be printed. Tabs and line feeds become blanks, invisible marks go; control characters and marks
 * of writing direction are refused, since a paper must print what was signed. `where` names the part in messages.
 */
export function printableText(text: string, where: string, longest: number): string {
  const printable = text
    .replace(/[\t\r\n]+/gu, ' ')
    .replace(dropped, '')
    .trim();
  const bad = refused.exec(printable)?.[0];
  if (bad !== undefined) {
    throw new RenderingError(
      'CHARACTER_REFUSED',
      `${where}含有不能印制的控制字符（${codeOf(bad)}），请删除后重试`,
    );
  }
  const length = [...printable].length;
  if (length > longest) {
    throw new RenderingError('TEXT_TOO_LONG', `${where}过长：${length} 字，最多 ${longest} 字`);
  }
  return printable.replace(longLatinRun, (run) => run.replace(/.{12}(?=.)/gu, `$&${zeroWidthSpace}`));
}

/** Refuses a character that no font of the role can draw: an empty box on an issued paper is worse than a stop. */
export function requireGlyphs(text: string, where: string, font: Fonts['roles'][FontRole]): void {
  for (const character of text) {
    if (character === zeroWidthSpace || character === '\n' || variationSelector.test(character)) continue;
    if (font.has(character.codePointAt(0) ?? 0)) continue;
    throw new RenderingError(
      'CHARACTER_WITHOUT_GLYPH',
      `${where}中的“${character}”（${codeOf(character)}）在现有字体中没有字形，请在单位字体目录中补充字体`,
    );
  }
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
