import { covers } from '../people/delegations';
import type { DelegableAct, DelegationRules } from '../people/delegations';
import type { Absence, Capacity, Delegation, PeopleSnapshot } from '../people/types';

/** How it may stand with one leader: 在岗、外出未委托、外出并委托、委托已撤销. */
export const standings = ['present', 'away', 'delegated', 'revoked'] as const;
export type Standing = (typeof standings)[number];

const DAY = 24 * 60 * 60 * 1000;

/** Every way it may stand with these leaders at once: 4 to the power of their number. */
export function* everySituation(leaders: number): Generator<Standing[]> {
  if (leaders === 0) return yield [];
  for (const rest of everySituation(leaders - 1)) {
    for (const standing of standings) yield [...rest, standing];
  }
}

/** The office in such a situation; who is delegated to is somebody else who may be. */
export function inSituation(
  people: PeopleSnapshot,
  leaders: Capacity[],
  situation: Standing[],
  delegate: Capacity | undefined,
): PeopleSnapshot {
  const absences: Absence[] = [];
  const delegations: Delegation[] = [];
  for (const [index, leader] of leaders.entries()) {
    const standing = situation[index];
    if (standing === 'present') continue;
    absences.push({ personId: leader.personId, returnsAt: new Date(people.at.getTime() + DAY) });
    if (standing === 'away' || !delegate) continue;
    delegations.push(wholeDelegation(people.at, leader, delegate, standing === 'revoked', index));
  }
  return { ...people, absences, delegations };
}

/** Whether a delegation of everything includes this act at all: some acts are always one's own. */
export function isDelegable(what: DelegableAct, rules: DelegationRules, leader: Capacity): boolean {
  return covers(wholeDelegation(new Date(0), leader, leader, false, 0), what, rules);
}

function wholeDelegation(
  at: Date,
  from: Capacity,
  to: Capacity,
  revoked: boolean,
  index: number,
): Delegation {
  return {
    id: `delegation-${index}`,
    fromPersonId: from.personId,
    fromPostId: from.postId,
    toPersonId: to.personId,
    toPostId: to.postId,
    preside: true,
    sign: true,
    kinds: null,
    matters: null,
    validFrom: new Date(at.getTime() - DAY),
    validUntil: new Date(at.getTime() + DAY),
    revokedAt: revoked ? at : null,
    basis: '',
  };
}
