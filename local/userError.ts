/**
 * A failure that the person at the keyboard can do something about. The launcher prints the message alone,
 * without a stack: one clear Chinese sentence that says what to do.
 */
export class UserError extends Error {}

/** What a caught value says, for a log or a sentence. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
