import type { Body, Capacity, PeopleSnapshot } from './types';

/**
 * How a decision table's word for a person ("portfolio-leader", "draft-reviewer") finds people. The words and
 * their meaning are the office's data (offices/<office>/holders.json); the relations are what the software can
 * compute.
 */
export type HolderRule = { id: string; label: string } & (
  | { relation: 'drafter' }
  | { relation: 'principal-of-drafting-body' }
  | { relation: 'rank'; rank: string }
  /** The principals of all bodies of a kind: 各部门主要负责人. */
  | { relation: 'principals-of-bodies'; kind: Body['kind'] }
  /**
   * Whoever has the drafting body in his portfolio; `ranks` narrows it to those ranks. Where somebody above them keeps the body
   * for himself, `orHighest` says that he does it: no deputy has any part in it (art 9, 审计).
   */
  | { relation: 'portfolio'; ranks?: string[] | undefined; orHighest?: boolean | undefined }
  /** The secretary paired with the leader who has the drafting body in his portfolio (art 8); unpaired: all of that rank. */
  | { relation: 'paired-secretary'; otherwise: string }
  /** `readsCases: false`: whoever has it doesn't read the cases of the house for that (art 56). */
  | { relation: 'duty'; duty: string; readsCases?: boolean | undefined }
  /** Whoever is one of these holders: an "or" of the article (articles.md, reading 3). */
  | { relation: 'any-of'; of: string[] }
  /** The rank directly above those who have the step: told of delays, never given the step (art 5). */
  | { relation: 'next-rank' }
  /** Whoever has this duty in the body that is asked to countersign; without one those in charge of it (art 45). */
  | { relation: 'duty-in-asked-body'; duty: string }
  /** Those in charge of the asked body; of the lead department only its principal (articles.md, reading 6). */
  | { relation: 'answerer-of-asked-body' }
  | { relation: 'principal-of-asked-body' }
);

/** What a holder is computed from. */
export interface HolderContext {
  drafter: { personId: string; postId: string };
  draftingBodyId: string;
  /** The body that is asked to countersign, where a step is of such a request. */
  asked?: { bodyId: string; byPrincipal: boolean };
  /** Posts of those who have the step, where it is asked who stands above them. */
  stepPostIds?: string[];
}

/** Who may act, and in words (Chinese, for the form and the ledger) how it came to them. */
export interface HolderResolution {
  holder: HolderRule;
  capacities: Capacity[];
  words: string;
}

export type ResolveHolder = (
  holder: HolderRule,
  context: HolderContext,
  people: PeopleSnapshot,
) => HolderResolution;
