import { findFonts } from '../../fonts';
import { refuseClassified } from './classified';
import { Refusal } from './refusal';

const LONGEST = 1_000_000;
const LONGEST_LINE = 50_000;

/** Text as UTF-8, else as GB18030, which old programs write; UTF-16 with its mark. Undefined: no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  const encodings = start === 'fffe' ? ['utf-16le'] : start === 'feff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Throws Refusal for what could not be printed as it is. */
export function inspectText(text: string): void {
  if (text.trim() === '') throw new Refusal('MATERIAL_EMPTY', '这个文件没有文字，请检查后重新上传。');
  if (text.length > LONGEST)
    throw new Refusal('MATERIAL_TOO_LARGE', `文字超过 ${LONGEST / 10_000} 万字，请整理成 PDF 后上传。`);
  refuseClassified(text);
  const { has } = findFontsOnce();
  text.split(/\r\n|[\n\r]/u).forEach((line, index) => {
    if (line.length > LONGEST_LINE)
      throw new Refusal('MATERIAL_TOO_LARGE', `第 ${index + 1} 行超过 ${LONGEST_LINE} 字，请分段后上传。`);
    for (const character of line) {
      const code = character.codePointAt(0) ?? 0;
      if (code === 9 || code === 12 || IGNORED.test(character)) continue;
      if (!CONTROL.test(character) && has(code)) continue;
      const shown = CONTROL.test(character) ? '控制字符' : `字符“${character}”`;
      const codeText = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      throw new Refusal(
        'MATERIAL_CHARACTER',
        `第 ${index + 1} 行的${shown}（${codeText}）不能印制，请改用其他写法，或者导出为 PDF 后上传。`,
      );
    }
  });
}

const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Invisible marks that editors leave behind, and variation selectors: dropped when set. */
const IGNORED = /[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\u3000\u00a0]/u;

let body: { has(codePoint: number): boolean } | undefined;

function findFontsOnce(): { has(codePoint: number): boolean } {
  body ??= findFonts().roles.body;
  return body;
}
