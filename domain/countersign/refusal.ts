import type { RuleReference } from '../routing/facts';

/** A rule, or the state of things, doesn't allow it. Title and message are Chinese and say what to do. */
export class CountersignRefusal extends Error {
  constructor(
    readonly code: string,
    readonly title: string,
    message: string,
    /** Where an article refuses; null where it is only too late, or done already. */
    readonly rule: RuleReference | null = null,
  ) {
    super(message);
  }
}
