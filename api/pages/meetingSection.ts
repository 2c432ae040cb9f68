import type { Account } from '../../db/accounts';
import type { Dependencies } from '../dependencies';
import type { MeetingView } from '../useCases/meetings/view';
import type { Html } from './html';

/**
 * A part of a meeting's page: packet, attendance, decisions. It sees what the reader sees (`view.reader`) and shows nothing
 * where there is nothing to show.
 */
export type MeetingSection = (deps: Dependencies, account: Account, view: MeetingView) => Promise<Html>;
