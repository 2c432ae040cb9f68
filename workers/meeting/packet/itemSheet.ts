import type { OpinionView } from '../../../db/readModels/caseView';
import type { RoundView } from '../../../db/readModels/countersignView';
import type { Office } from '../../../db/officeSchema';
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
  opinions: readonly OpinionView[];
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
      { heading: '会前协调和审核', text: checksInWords(office, sources.opinions) },
      { heading: '重大决策程序', text: evidencesInWords(office, sources.evidences) },
      { heading: '起草说明', text: topic.explanation },
      { heading: '经费', text: topic.budget },
    ].filter(({ text }) => text !== ''),
  };
}

function facts(office: Pick<Office, 'meetings'>, item: AgendaItem, topic: Topic): ItemSheet['facts'] {
  const category = office.meetings.topicCategories.find(({ id }) => id === topic.category)?.label;
  const flags = [
    topic.isMajor && '重大决策',
    topic.isNormative && '规范性文件',
    topic.touchesBusiness && '涉及经营者的措施',
    topic.partyGroupDiscussed && '已经党组会研究',
    topic.forPartyCommittee && '需报地委',
  ].filter((flag) => flag !== false);
  return [
    { label: '提请单位', value: item.bodyName },
    { label: '汇报人', value: `${item.reporter.label}　${item.minutes}分钟` },
    { label: '议题类别', value: category ?? topic.category },
    { label: '列席单位', value: item.bodyNames.join('、') },
    { label: '说明', value: flags.join('、') },
  ].filter(({ value }) => value !== '');
}

/** What counted, in order; the written result of the coordination is one of these. */
function checksInWords(
  { vocabulary, timeZone }: Pick<Office, 'vocabulary' | 'timeZone'>,
  opinions: readonly OpinionView[],
): string {
  return opinions
    .filter(({ accepted }) => accepted)
    .map(({ stepLabel, actor, decision, opinion, actedAt }) => {
      const decided = vocabulary.decisions.find(({ id }) => id === decision)?.label ?? decision;
      const words = opinion === '' ? '' : `。${opinion}`;
      return `${stepLabel}：${decided}（${actor}，${momentInWords(actedAt, timeZone)}）${words}`;
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
