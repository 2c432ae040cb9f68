import type { RoundView } from '../../../db/readModels/countersignView';
import type { Office } from '../../../db/officeSchema';
import type { TopicWord } from '../../../db/packets/sheets';
import type { Topic } from '../../../db/meetings/topics';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import type { AgendaItem } from '../../../domain/meetings/agenda';
import type { ItemSheet } from '../../../rendering/packet';
import { countersignTable, dissentOf, opinionsOf } from './countersignTable';

/** What a topic's sheet is made of. */
export interface SheetSources {
  item: AgendaItem;
  topic: Topic;
  rounds: readonly RoundView[];
  /** Words of the topic's own steps: confirmed, coordinated, checked, decided. */
  words: readonly TopicWord[];
  evidences: readonly { evidence: string; words: string }[];
}

/**
 * 议题单: the matter and all opinions, fairly: who was silent, who dissented and what the coordination came to.
 *
 * @rule art-38
 */
export function itemSheet(
  office: Pick<Office, 'meetings' | 'timeZone' | 'vocabulary'>,
  sources: SheetSources,
): ItemSheet {
  const { item, topic, rounds } = sources;
  return {
    facts: facts(office, item, topic),
    purpose: topic.purpose,
    proposal: topic.proposal,
    opinions: opinionsOf(rounds),
    countersign: countersignTable(rounds, office.timeZone),
    dissent: dissentOf(rounds),
    more: [
      { heading: '会前协调和审核', text: checksInWords(office, sources.words) },
      { heading: '重大决策程序', text: evidencesInWords(office, sources.evidences) },
      { heading: '起草说明', text: topic.explanation },
      { heading: '经费', text: topic.budget },
    ].filter(({ text }) => text !== ''),
  };
}

function facts(office: Pick<Office, 'meetings'>, item: AgendaItem, topic: Topic): ItemSheet['facts'] {
  const category = office.meetings.topicCategories.find(({ id }) => id === topic.category)?.label;
  const flags = office.meetings.topicFlags.filter(({ id }) => topic[id]).map(({ label }) => label);
  return [
    { label: '提请单位', value: item.bodyName },
    { label: '汇报人', value: `${item.reporter.label}　${item.minutes}分钟` },
    { label: '议题类别', value: category ?? topic.category },
    { label: '列席单位', value: item.bodyNames.join('、') },
    { label: '说明', value: flags.join('、') },
  ].filter(({ value }) => value !== '');
}

/** In order; the written result of the coordination is one of these. */
function checksInWords(
  { vocabulary, timeZone }: Pick<Office, 'vocabulary' | 'timeZone'>,
  words: readonly TopicWord[],
): string {
  return words
    .map(({ step, actor, decision, opinion, at }) => {
      const decided = vocabulary.decisions.find(({ id }) => id === decision)?.label ?? decision;
      return `${step}：${decided}（${actor}，${momentInWords(at, timeZone)}）${opinion === '' ? '' : `。${opinion}`}`;
    })
    .join('\n');
}

function evidencesInWords(
  { meetings }: Pick<Office, 'meetings'>,
  evidences: SheetSources['evidences'],
): string {
  return meetings.evidences
    .flatMap(({ id, label }) =>
      evidences.filter(({ evidence }) => evidence === id).map(({ words }) => `${label}：${words}`),
    )
    .join('\n');
}
