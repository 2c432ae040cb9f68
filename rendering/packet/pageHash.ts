import { createHash } from 'node:crypto';
import type { Copier } from './pdf/copier';
import { nameOf, Stream, type Dict, type Value } from './pdf/objects';
import type { SourcePage } from './pdf/pages';

/** A hash of what is on a page: its content and what that uses, before anything is stamped on it. */
export function hashOfPage(copier: Copier, page: SourcePage): string {
  const { file } = copier;
  const contents = file.resolve(page.dict.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).map((one) => file.resolve(one));
  const hash = createHash('sha1');
  const used = new Set<string>();
  for (const stream of streams) {
    if (!(stream instanceof Stream)) continue;
    const { data } = file.decode(stream);
    hash.update(data);
    for (const [, name = ''] of data.toString('latin1').matchAll(/\/([^\s/<>[\](){}%]+)/g)) used.add(name);
  }
  hash.update(`${page.box?.join()} ${page.rotate} ${page.unit}`);
  const resources = file.dictOf(page.resources);
  for (const [kind, entries] of resources ?? new Map<string, Value>()) {
    const dict = file.dictOf(entries);
    for (const [name, value] of dict ?? new Map<string, Value>())
      if (used.has(name)) hash.update(`${kind} ${name} ${copier.digest(value)}`);
  }
  for (const value of file.arrayOf(page.dict.get('Annots'))) {
    const dict = file.dictOf(value);
    if (dict && nameOf(dict.get('Subtype')) !== 'Link') hash.update(appearance(copier, dict));
  }
  return hash.digest('base64url');
}

function appearance(copier: Copier, dict: Dict): string {
  const shown = ['AP', 'AS', 'Rect', 'Contents', 'F'].map((key) => copier.digest(dict.get(key) ?? null));
  return shown.join(' ');
}
