import { z } from 'zod';

/** C0, C1 and halves of characters: neither PostgreSQL nor a printed page has a place for them. */
const CONTROL = /[\p{Cc}\p{Cs}]/u;
/** The same, but a text of several lines may have line breaks and tabs. */
const CONTROL_IN_TEXT = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;
/** Marks that make text read in another order than it is stored. */
const DIRECTION_MARK = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const length = (value: string): number => [...value].length;

/** One line of text, trimmed, of at most `longest` characters; may be empty. */
export const lineOrEmpty = (longest: number) =>
  z
    .string()
    .refine((value) => !CONTROL.test(value), '含有控制字符或换行，请删除后重试')
    .refine((value) => !DIRECTION_MARK.test(value), '含有改变文字方向的隐藏字符，请删除后重新输入')
    .transform((value) => value.trim())
    .refine((value) => length(value) <= longest, `不能超过 ${longest} 字`)
    .meta({ maxLength: longest });

/** The same, but empty is refused. */
export const line = (longest: number) =>
  lineOrEmpty(longest)
    .refine((value) => value !== '', '不能为空')
    .meta({ minLength: 1, maxLength: longest });

/** Text of several lines, of at most `longest` characters; may be empty. */
export const text = (longest: number) =>
  z
    .string()
    .refine((value) => !CONTROL_IN_TEXT.test(value), '含有控制字符，请删除后重试')
    .refine((value) => !DIRECTION_MARK.test(value), '含有改变文字方向的隐藏字符，请删除后重新输入')
    .refine((value) => length(value) <= longest, `不能超过 ${longest} 字`)
    .meta({ maxLength: longest });

/** The same, but nothing but blanks is refused: what was asked for must be said. */
export const said = (longest: number, what = '请写明') =>
  text(longest).refine((value) => value.trim() !== '', what);

/** Why something is done: 取消, 重新确定. */
export const reasonGiven = z.strictObject({ reason: said(500) }).meta({ id: 'ReasonGiven' });

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制的 SHA-256')
  .meta({ example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' });

export const uuid = z.uuid('不是有效的编号');

/** A key of the engine: exceeds what a JSON number holds. */
export const engineKey = z
  .string()
  .regex(/^[0-9]{1,19}$/, '不是有效的任务编号')
  .meta({ example: '2251799813685281' });
