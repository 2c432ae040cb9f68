import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { root } from './sources';

const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g;
const ANCHOR = /<a id="([^"]+)"/g;

/** Links of a Markdown page to files that aren't there, or to anchors of generated pages that aren't. */
export function deadLinks(page: string): string[] {
  const source = readFileSync(page, 'utf8');
  const targets = [...source.matchAll(LINK)].map(([, target = '']) => target);
  return [...new Set(targets)].flatMap((target) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path ? resolve(dirname(page), decodeURI(path)) : page;
    const isAlive = existsSync(file) && (!anchor || anchorsOf(file).includes(anchor));
    return isAlive ? [] : [`${relative(root, page)}：链接 ${target} 指向的地方不存在`];
  });
}

function anchorsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(ANCHOR)].map(([, id = '']) => id);
}
