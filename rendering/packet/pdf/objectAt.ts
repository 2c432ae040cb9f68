import { DamagedPdf, Keyword, Lexer } from './lexer';
import { isDict, numberOf, Stream, type Dict, type Value } from './objects';

/** Reads "12 0 obj …", with its stream. */
export function readObjectAt(
  bytes: Buffer,
  offset: number,
  resolve: (value: Value | undefined) => Value,
): { num: number; value: Value } {
  const lexer = new Lexer(bytes, offset);
  const [num, gen, word] = [lexer.next(), lexer.next(), lexer.next()];
  if (typeof num !== 'number' || typeof gen !== 'number' || !(word instanceof Keyword) || word.word !== 'obj')
    throw new DamagedPdf(`no object at ${offset}`);
  const value = lexer.next();
  if (value === undefined) throw new DamagedPdf('object without end');
  if (value instanceof Keyword) return { num, value: null };
  if (!isDict(value)) return { num, value };
  lexer.skipWhite();
  if (bytes.toString('latin1', lexer.at, lexer.at + 6) !== 'stream') return { num, value };
  let start = lexer.at + 6;
  if (bytes[start] === 13) start += 1;
  if (bytes[start] === 10) start += 1;
  return { num, value: new Stream(value, streamData(bytes, start, value, resolve)) };
}

function streamData(
  bytes: Buffer,
  start: number,
  dict: Dict,
  resolve: (value: Value | undefined) => Value,
): Buffer {
  const length = numberOf(resolve(dict.get('Length')));
  if (length !== undefined && length >= 0 && start + length <= bytes.length) {
    const after = new Lexer(bytes, start + length, Math.min(bytes.length, start + length + 32));
    after.skipWhite();
    if (bytes.toString('latin1', after.at, after.at + 9) === 'endstream')
      return bytes.subarray(start, start + length);
  }
  let end = bytes.indexOf('endstream', start);
  if (end === -1) throw new DamagedPdf('stream without end');
  if (bytes[end - 1] === 10) end -= 1;
  if (bytes[end - 1] === 13) end -= 1;
  return bytes.subarray(start, Math.max(start, end));
}
