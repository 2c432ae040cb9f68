import { splitHeading, type Block } from '../domain/document/text';
import type { FontRole } from './fonts';

/** A piece of a paragraph in one face. */
export interface Run {
  role: FontRole;
  text: string;
}

/** A heading line longer than this is text: it may end a page. */
const longestHeadingLine = 60;

/** First level 黑体, second 楷体, third and fourth as the body (GB/T 9704-2012 7.3.3). */
export function runsOf(block: Block): Run[] {
  if (block.type === 'paragraph' || block.level > 2) return [{ role: 'body', text: block.text }];
  const { heading, rest } = splitHeading(block.text);
  return [
    { role: block.level === 1 ? 'hei' : 'kai', text: heading },
    { role: 'body', text: rest },
  ];
}

/** A heading without text of its own must not end a page. */
export function standsAlone(block: Block): boolean {
  if (block.type === 'paragraph') return false;
  const { heading, rest } = splitHeading(block.text);
  return (
    rest === '' && heading.length <= longestHeadingLine && !(block.level > 2 && /[。；！？]$/u.test(heading))
  );
}
