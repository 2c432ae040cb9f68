const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一, 十, 十二, 二十, 三十五: as items of a meeting are counted. */
export function inChineseNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 99) return String(number);
  const tens = Math.floor(number / 10);
  const ones = DIGITS[number % 10] ?? '';
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${ones}`;
}

/** 行署2026年第3次常务会议. */
export function meetingName(
  meeting: { kind: string; year: number; number: number | null },
  office: {
    meetings: { kinds: readonly { id: string; label: string }[] };
    bodies: readonly { kind: string; shortName: string }[];
  },
): string {
  const kind = office.meetings.kinds.find(({ id }) => id === meeting.kind)?.label ?? meeting.kind;
  const government = office.bodies.find((body) => body.kind === 'government')?.shortName ?? '';
  const number = meeting.number === null ? '' : `第${meeting.number}次`;
  return `${government}${meeting.year}年${number}${kind}`;
}

/**
 * 行署2026年第3次常务会议第二项议题: by which a paper refers to the decision that it rests on.
 *
 * @rule art-6
 */
export function decisionReference(name: string, position: number): string {
  return `${name}第${inChineseNumber(position)}项议题`;
}

/** "2026-12-31" → 2026年12月31日. */
export function isoDayInWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
}
