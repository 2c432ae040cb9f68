import { PdfBomb } from './decode';
import { Keyword, Lexer } from './lexer';
import { isDict, nameOf, Stream, type Dict, type Value } from './objects';
import { readObjectAt } from './objectAt';
import type { Xref } from './xref';

/** Makes the cross-reference table of a damaged file anew from the objects that stand in it. The last one of a number counts. */
export function rebuildXref(bytes: Buffer, most: number, numbersIn: (stream: Stream) => number[]): Xref {
  const entries: Xref['entries'] = new Map();
  let trailer: Dict = new Map();
  const containers: [number, Stream][] = [];
  for (let at = bytes.indexOf(' obj'); at !== -1; at = bytes.indexOf(' obj', at + 4)) {
    const head = /(?:^|[^0-9])([0-9]{1,9}) +[0-9]{1,5}$/.exec(
      bytes.toString('latin1', Math.max(0, at - 20), at),
    );
    if (head === null) continue;
    const num = Number(head[1]);
    const offset = at - (head[0].length - head[0].search(/[0-9]/));
    entries.set(num, { offset });
    if (entries.size > most) throw new PdfBomb('too many objects');
    const peek = bytes.toString('latin1', at, Math.min(bytes.length, at + 400));
    if (!/\/(ObjStm|XRef|Catalog)\b/.test(peek)) continue;
    const value = readSafely(bytes, offset);
    const dict = value instanceof Stream ? value.dict : value;
    if (!isDict(dict)) continue;
    const type = nameOf(dict.get('Type'));
    if (type === 'ObjStm' && value instanceof Stream) containers.push([num, value]);
    if (type === 'XRef' && dict.has('Root')) trailer = dict;
  }
  for (const [container, stream] of containers) {
    try {
      for (const num of numbersIn(stream))
        if (!entries.has(num)) entries.set(num, { offset: -1, inStream: container });
    } catch (error) {
      if (error instanceof PdfBomb) throw error;
    }
  }
  for (let at = bytes.indexOf('trailer'); at !== -1; at = bytes.indexOf('trailer', at + 7)) {
    const dict = lexSafely(bytes, at + 7);
    if (isDict(dict) && dict.has('Root')) trailer = dict;
  }
  return { entries, trailer };
}

function readSafely(bytes: Buffer, offset: number): Value {
  try {
    return readObjectAt(bytes, offset, (value) => value ?? null).value;
  } catch {
    return null;
  }
}

function lexSafely(bytes: Buffer, at: number): Value {
  try {
    const value = new Lexer(bytes, at).next();
    return value === undefined || value instanceof Keyword ? null : value;
  } catch {
    return null;
  }
}
