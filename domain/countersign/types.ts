/** 同意、同意并提出意见、不同意. Silence is none of them (art 45). */
export type Answer = 'agree' | 'comment' | 'disagree';

/**
 * How a request stands: not delivered yet, open, answered in writing, 视为无不同意见 by silence, answered by telephone
 * only, dropped by the lead department, or ended with its round.
 */
export type RequestState = 'waiting' | 'open' | 'answered' | 'deemed' | 'by-phone' | 'dropped' | 'ended';

/** What a body is asked about: the document; its comments that weren't adopted; a settlement; the table of dissent. */
export type RequestAbout = 'document' | 'comments' | 'settlement' | 'dissent';

/** How a round ended: 已会签一致、分歧已有倾向性建议、随文退回、随文撤回. */
export type RoundOutcome = 'agreed' | 'dissent-decided' | 'returned' | 'withdrawn';

/** 采纳、部分采纳、未采纳. */
export type Adoption = 'adopted' | 'partly' | 'not-adopted';

/** One request of a round, as far as the round's course depends on it. */
export interface AskedRequest {
  id: string;
  bodyId: string;
  /** From 1; who is asked again in the same round is asked in a later stage. */
  stage: number;
  about: RequestAbout;
  /** Groups are asked one after the other, from 1. */
  group: number;
  state: RequestState;
  /** What was answered in time, in writing or by telephone; null for silence, and while it is open. */
  answer: Answer | null;
}

/** A comment of an answer, and what the lead department made of it. */
export interface RoundComment {
  bodyId: string;
  stage: number;
  adoption: Adoption | null;
  /** Whether the lead department has done with it: each was registered, and the step closed. */
  isHandled: boolean;
}

/** 协商 by the lead department's head, 协调 by the leader with the portfolio, in order. */
export interface Talk {
  kind: 'negotiation' | 'coordination';
  result: 'settled' | 'split' | 'recommended';
}

/** All that the next step of a round depends on. */
export interface RoundRecord {
  requests: AskedRequest[];
  comments: RoundComment[];
  talks: Talk[];
}

/**
 * What a round needs next: asking a group, answers to comments, negotiation, coordination; or it is done. `stuck`: a
 * request stands open although nothing in the engine waits for it.
 */
export type NextOfRound =
  | { next: 'ask'; requestIds: string[] }
  | { next: 'comments' | 'negotiate' | 'coordinate' | 'stuck' }
  | { next: 'done'; outcome: Extract<RoundOutcome, 'agreed' | 'dissent-decided'> };
