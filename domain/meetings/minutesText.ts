import { inChineseNumber } from './reference';

/** What minutes say of an item. */
export interface MinutesItem {
  title: string;
  reporter: string;
  outcome: string;
  words: string;
  tasks: { what: string; lead: string; assisting: string[]; due: string | null }[];
  documents: { title: string; body: string }[];
}

export interface MinutesSource {
  /** 行署2026年第3次常务会议. */
  meeting: string;
  /** 2026年11月23日. */
  day: string;
  place: string;
  presider: string;
  items: MinutesItem[];
}

/**
 * The draft of minutes from agenda and decisions: what was decided, not who said what. One line a paragraph, headings by
 * their numbers, as `parseBody` reads them.
 *
 * @rule art-40
 */
export function minutesText({ meeting, day, place, presider, items }: MinutesSource): string {
  return [
    `${day}，${presider}在${place}主持召开${meeting}。现将会议议定事项纪要如下：`,
    ...items.flatMap((item, index) => [
      `${inChineseNumber(index + 1)}、${item.title}`,
      `会议听取了${item.reporter}的汇报。${outcomeInWords(item)}`,
      ...item.tasks.map((task, order) => `（${inChineseNumber(order + 1)}）${taskInWords(task)}`),
      ...item.documents.map(({ title, body }) => `会议决定印发《${bare(title)}》，由${body}起草。`),
    ]),
  ].join('\n');
}

/** 会议议定：…; words that say the outcome themselves are not led by it a second time. */
export function outcomeInWords({ outcome, words }: Pick<MinutesItem, 'outcome' | 'words'>): string {
  return words.includes(outcome) ? `会议议定：${ended(words)}` : `会议议定（${outcome}）：${ended(words)}`;
}

/** 开展春季造林，由林业和草原局牵头，财政局配合，2026年12月31日前办结。 */
export function taskInWords({ what, lead, assisting, due }: MinutesItem['tasks'][number]): string {
  const parts = [
    what.trim().replace(/[。；，]+$/u, ''),
    `由${lead}牵头`,
    ...(assisting.length > 0 ? [`${assisting.join('、')}配合`] : []),
    ...(due === null ? [] : [`${due}前办结`]),
  ];
  return `${parts.join('，')}。`;
}

/** A title that brings its own marks gets no second ones. */
export const bare = (title: string): string => title.trim().replace(/^《(.*)》$/u, '$1');

const ended = (words: string): string =>
  /[。！？]$/u.test(words.trim()) ? words.trim() : `${words.trim()}。`;
