/** What the gates of a region-wide meeting ask of it (regionalMeetingGates.dmn): `regional.<name>`. */
export interface RegionalGateInputs {
  /** How many meetings the body has in the year before this one. */
  earlier: number;
  /** Whether a reason for an exception from the number is given. */
  exception: boolean;
  title: TitleUse;
  /** In whose name, how and where: words of the office (meetings.json). */
  nameUsed: string;
  format: string;
  formatReason: boolean;
  venue: string;
  /** Whether those in charge of governments below this one are invited, may be with this body's meetings, and why. */
  heads: boolean;
  headsAllowed: boolean;
  headsReason: boolean;
  /** Whether leaders of the government are asked to attend. */
  leaders: boolean;
  budget: boolean;
}

/** A title in the government's own name, one that only mentions it, any other. */
export type TitleUse = 'own' | 'mentions' | 'government';

/** What of a meeting the gates look at. */
export interface Described {
  title: string;
  nameUsed: string;
  format: string;
  formatReason: string;
  venue: string;
  invitesHeads: boolean;
  headsReason: string;
  leaders: string;
  exceptionReason: string;
  budgetItem: string;
}

/**
 * @param names how the government and its office are called
 * @rule art-41 art-59
 */
export function gateInputs(
  meeting: Described,
  given: { earlier: number; headsAllowed: boolean; names: readonly string[] },
): RegionalGateInputs {
  const has = (words: string): boolean => words.trim() !== '';
  return {
    earlier: given.earlier,
    exception: has(meeting.exceptionReason),
    title: titleUse(meeting.title, given.names),
    nameUsed: meeting.nameUsed,
    format: meeting.format,
    formatReason: has(meeting.formatReason),
    venue: meeting.venue,
    heads: meeting.invitesHeads,
    headsAllowed: given.headsAllowed,
    headsReason: has(meeting.headsReason),
    leaders: has(meeting.leaders),
    budget: has(meeting.budgetItem),
  };
}

/** A meeting is called by whoever its title begins with. @rule art-41 */
export function titleUse(title: string, names: readonly string[]): TitleUse {
  const plain = title.replace(/[\s《》“”"]/gu, '');
  if (names.some((name) => plain.startsWith(name))) return 'government';
  return names.some((name) => plain.includes(name)) ? 'mentions' : 'own';
}

/** The lowest place in the year that nobody has: those of meetings that were called off are given again. @rule art-41 */
export function freePlace(taken: readonly number[]): number {
  let place = 1;
  while (taken.includes(place)) place += 1;
  return place;
}
