import type { DocumentContent } from '../document/content';
import type { Body } from '../people/types';

type Named = Pick<DocumentContent, 'joint' | 'concernedBodies'>;

/**
 * Organs of 联合行文 that are bodies of this office, in the text's order, however their name is written: they sign here.
 * Organs of elsewhere sign on their own paper; the text says when.
 *
 * @returns ids of bodies, without the lead one
 * @rule art-18 art-45
 */
export function jointBodies(
  { joint = [] }: Named,
  leadBodyId: string,
  bodies: readonly Pick<Body, 'id' | 'name' | 'shortName'>[],
): string[] {
  const found = joint.flatMap(({ issuer }) => {
    const body = bodies.find(({ name, shortName }) => issuer === name || issuer === shortName);
    return body && body.id !== leadBodyId ? [body.id] : [];
  });
  return [...new Set(found)];
}

/**
 * 会签单位 of a text: whom its drafter ticks and whom the table names, but for the lead body and those that sign jointly.
 *
 * @param byTable ids of bodies that `consultees` answers
 * @rule art-45
 */
export function concernedBodies(
  content: Named,
  byTable: string[],
  leadBodyId: string,
  jointly: string[],
): string[] {
  const named = [...byTable, ...(content.concernedBodies ?? [])];
  return [...new Set(named)].filter((bodyId) => bodyId !== leadBodyId && !jointly.includes(bodyId));
}
