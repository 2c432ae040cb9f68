/** One item of an agenda as it was submitted for 批印: a copy that doesn't change with its topic. */
export interface AgendaItem {
  itemId: string;
  topicCaseId: string;
  topicVersionId: string;
  title: string;
  /** The department that proposed it. */
  bodyId: string;
  bodyName: string;
  position: number;
  minutes: number;
  reporter: { personId: string; postId: string; label: string };
  /** Bodies that sit in for it beside its reporter. */
  bodyIds: string[];
  bodyNames: string[];
  materials: AgendaMaterial[];
  /** When its people are called in, and when it is over, by plan (ISO). */
  callAt: string;
  endsAt: string;
}

export interface AgendaMaterial {
  attachmentId: string;
  sha256: string;
  title: string;
  pages: number;
}

/** What an agenda says besides its items. */
export interface AgendaHead {
  /** ISO. */
  startsAt: string;
  place: string;
  byVideo: boolean;
  presider: string;
}

const MINUTE = 60_000;

/**
 * When each item begins and ends by plan: those who sit in for it wait outside until then.
 *
 * @rule art-38
 */
export function timetable<Item extends { minutes: number }>(
  startsAt: Date,
  items: readonly Item[],
): (Item & { callAt: Date; endsAt: Date })[] {
  let at = startsAt.getTime();
  return items.map((item) => {
    const callAt = new Date(at);
    at += item.minutes * MINUTE;
    return { ...item, callAt, endsAt: new Date(at) };
  });
}
