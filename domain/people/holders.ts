import type { Capacity, PeopleSnapshot } from './types';

/**
 * How a decision table's word for a person ("portfolio-leader", "draft-reviewer") finds people. The words and
 * their meaning are the office's data (offices/<office>/holders.json); the relations are what the software can
 * compute.
 */
export type HolderRule = { id: string; label: string } & (
  | { relation: 'drafter' }
  | { relation: 'principal-of-drafting-body' }
  | { relation: 'rank'; rank: string }
  /** Whoever has the drafting body in his portfolio; `ranks` narrows it to those ranks. */
  | { relation: 'portfolio'; ranks?: string[] | undefined }
  | { relation: 'duty'; duty: string }
  /** The rank directly above those who have the step: told of delays, never given the step (art 5). */
  | { relation: 'next-rank' }
);

/** What a holder is computed from. */
export interface HolderContext {
  drafter: { personId: string; postId: string };
  draftingBodyId: string;
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
