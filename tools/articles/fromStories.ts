import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Citation } from './citation';
import { articlesIn } from './citation';
import { root } from './sources';

interface Story {
  article: string;
  name: string;
}

/** Stories of an office that tests run, each with its article: test/stories/<office>.json. */
export function citationsInStories(office: string): Citation[] {
  const path = `test/stories/${office}.json`;
  const stories = JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;
  return Object.values(stories)
    .flat()
    .filter(isStory)
    .map(({ article, name }) => ({
      kind: 'test',
      path,
      name: path,
      id: name,
      label: name,
      articles: articlesIn(article),
    }));
}

const isStory = (value: unknown): value is Story =>
  typeof (value as Story).article === 'string' && typeof (value as Story).name === 'string';
