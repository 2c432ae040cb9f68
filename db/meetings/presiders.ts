import { authorityAt } from '../../domain/people/authority';
import { capacitiesIn } from '../../domain/people/capacitiesIn';
import type { Capacity } from '../../domain/people/types';
import type { RuleReference } from '../../domain/routing/facts';
import type { ReadingChoices } from '../../domain/routing/readings';
import { readingSettings } from '../../domain/routing/readings';
import { loadPeopleSnapshot } from '../people';
import type { Queryable } from '../pool';
import type { RuleSet } from '../ruleSets';
import type { AuthorityOffice } from '../stepTerms';
import { holdersInOffice } from '../stepTerms';

/** Who may preside over a meeting at a moment, and by which rule. */
export interface Presiders {
  capacities: Capacity[];
  words: string;
  rule: RuleReference;
}

/**
 * Who may convene and preside over a kind of meeting at `at`: whose post it is, and whom he delegated in writing, as far as
 * it is on record now.
 *
 * @rule art-5 art-6
 */
export async function presidersAt(
  sql: Queryable,
  office: AuthorityOffice,
  by: { kind: string; ruleSet: RuleSet; readings: ReadingChoices },
  at: Date,
): Promise<Presiders> {
  const { presider, act, article, reading, words } = by.ruleSet.meetingRule(by.kind);
  const people = await loadPeopleSnapshot(sql, at);
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
  const lawful = authorityAt(holdersInOffice(office, [presider], nobody, people), people, {
    what: { act, isSigning: false, kind: '', matter: '' },
    drafterPersonId: '',
    ownDraft: () => null,
    delegation: readingSettings(office.readings, by.readings),
    timeZone: office.timeZone,
  });
  return { ...lawful, rule: { article, reading, words, ruleSet: by.ruleSet.hash } };
}

/** The capacity in which the one on record may preside at that moment; null where he no longer may. */
export function presidingAs(
  presiders: Presiders,
  meeting: { presiderPersonId: string; presiderPostId: string },
): Capacity | null {
  const { presiderPersonId, presiderPostId } = meeting;
  return (
    presiders.capacities.find(
      ({ personId, postId }) => personId === presiderPersonId && postId === presiderPostId,
    ) ?? null
  );
}

/** Why somebody may not preside: 第6条 with what the people on record say. */
export function presidingRefusal(presiders: Presiders, name: string): string {
  return `${name}没有主持这次会议的书面委托，或者委托已不再有效：${presiders.words}`;
}

/** 专员, and those who could be delegated: whom a form offers. */
export async function possiblePresiders(sql: Queryable, at: Date): Promise<Capacity[]> {
  const people = await loadPeopleSnapshot(sql, at);
  const governments = people.bodies.filter(({ kind }) => kind === 'government').map(({ id }) => id);
  return capacitiesIn(people, (post) => post.isInCharge && governments.includes(post.bodyId));
}
