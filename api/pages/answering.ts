import { Problem } from '../problems';
import type { Reply } from '../reply';
import { redirect } from '../reply';

/**
 * What a form is answered with: on to the address that `work` gives, or the page again with what was refused. Whoever may not see
 * that page gets its own refusal from `show`.
 */
export async function answering(
  work: () => Promise<string>,
  show: (problem: Problem) => Promise<Reply>,
): Promise<Reply> {
  try {
    return redirect(await work());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(error);
  }
}
