import { processes } from '../generated/ids';

/** Where a text is changed that isn't a paper: folder of its page. */
const PAGES: Record<string, string> = { [processes.pressRelease]: 'press-releases' };

/** Folder of the page on which the text of a case is changed. */
export function editPageOf(processId: string): string {
  return PAGES[processId] ?? 'drafts';
}
