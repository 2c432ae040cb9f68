/** When the digest of a week is made: 1 = Monday, HH:mm in the office's zone. */
export interface DigestTime {
  weekday: number;
  at: string;
}

/** A request of countersigning as the digest lists it. */
export interface DigestRequest {
  roundId: string;
  caseTitle: string;
  leadBodyName: string;
  bodyId: string;
  bodyName: string;
  /** The purpose in the office's words: 会签, 征求意见. */
  purpose: string;
  /** Open, or deemed since the last digest. */
  state: 'open' | 'deemed';
  /** Answered by telephone; the signature is to be made good until the deadline. */
  isByPhone: boolean;
  deadlineAt: Date;
  /** Rests on a year whose days off aren't announced yet (law 8). */
  isProvisional: boolean;
  /** Working days before the deadline from which on it is listed: the table's. */
  digestDays: number;
}

/** What the head of one or more bodies is told in a week. */
export interface Digest {
  subject: string;
  /** Plain text, lines of any length. */
  text: string;
}
