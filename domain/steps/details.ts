/** What comes with a decision besides words. Persons as "<postId>/<personId>". */
export interface StepDetails {
  /** The Office's pick among the lawful reviewers, and signatories (articles.md, reading 3). */
  reviewer?: string;
  signatory?: string;
  /** The leader to whom the signer sends the document. */
  named?: string;
  /** Ids of the gates' statements that were affirmed. */
  confirmations: string[];
  /** Of a list that is decided on as one: whom the decision does not cover. */
  excepted?: string[];
  /** With an answer to a countersigning: how the text should read instead; the 复函's own number, and its file. */
  proposedWording?: string;
  replyNumber?: string;
  replyLetterId?: string;
}

export interface Option {
  label: string;
  value: string;
}

/** What an open step asks besides its decision; empty where it doesn't ask. */
export interface StepQuestions {
  reviewers: Option[];
  signatories: Option[];
  named: Option[];
  /** Statements of the gates, by gate id. */
  statements: Option[];
  /** A list that is decided on as one, of whom some may be excepted. */
  listed: Option[];
}

/** What a decision of the office's vocabulary means for the step. */
export interface DecisionMeaning {
  id: string;
  agrees: boolean;
  needsReasons: boolean;
  names: boolean;
  /** Those of a list whom it does not cover must be named. */
  excepts?: boolean | undefined;
  /** What a department answers with it. */
  answers?: 'agree' | 'comment' | 'disagree' | undefined;
}

/** "post-1/person-1" → its parts; null where it isn't of that form. */
export function readCapacityKey(key: string): { postId: string; personId: string } | null {
  const [postId, personId, ...rest] = key.split('/');
  return postId && personId && rest.length === 0 ? { postId, personId } : null;
}

export function capacityKey({ postId, personId }: { postId: string; personId: string }): string {
  return `${postId}/${personId}`;
}
