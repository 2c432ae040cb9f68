import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentOffice } from './modelFiles';

interface Labelled {
  id: string;
  label: string;
}

/** A decision of a step, and what follows from it for the form that offers it. */
export interface DecisionWord extends Labelled {
  agrees?: boolean;
  names?: boolean;
  excepts?: boolean;
  needsReasons?: boolean;
  /** The change that the text undergoes in this step. */
  freezes?: string;
}

/** What models may name: the words of the office's data, by where they stand in a table. */
export interface OfficeVocabulary {
  articleCount: number;
  /** Articles that the project's diagrams cite → the office's own; undefined where they are the same. */
  diagramArticles: Record<string, string> | undefined;
  /** Registered readings, by id. */
  readings: string[];
  holders: (Labelled & { relation: string })[];
  decisions: DecisionWord[];
  /** 改动性质 between two versions. */
  changes: Labelled[];
  /** 报送前核对, each with the table that answers it. */
  gates: (Labelled & { table: string; process?: string })[];
  /** 会签、征求意见. */
  purposes: Labelled[];
  /** Fact or reading that a table asks about ("facts.kind", "readings.jointSignatory") → the words it may be. */
  inputs: Record<string, Labelled[]>;
}

interface About {
  ruleSet: { articleCount: number };
  diagramArticles?: Record<string, string>;
  series: (Labelled & { mark: string; perBody?: boolean })[];
}

type Words = Pick<OfficeVocabulary, 'decisions' | 'changes' | 'gates'> &
  Record<
    | 'countersignPurposes'
    | 'kinds'
    | 'issuingNames'
    | 'directions'
    | 'importances'
    | 'urgencies'
    | 'natures'
    | 'matters'
    | 'remits',
    Labelled[]
  >;

type MeetingWords = Record<
  'kinds' | 'topicCategories' | 'regionalNames' | 'regionalFormats' | 'regionalVenues' | 'conveners',
  Labelled[]
>;

type Readings = { id: string; key?: string | undefined; options: Labelled[] }[];

/** Reads office.json, vocabulary.json, holders.json, ranks.json and readings.json of an office's folder. */
export function readVocabulary(
  folder: string = currentOffice(),
  changedReadings?: Readings,
): OfficeVocabulary {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T;
  const about = read<About>('office');
  const words = read<Words>('vocabulary');
  const meetings = read<MeetingWords>('meetings');
  const readings = changedReadings ?? read<Readings>('readings');
  return {
    articleCount: about.ruleSet.articleCount,
    diagramArticles: about.diagramArticles,
    readings: readings.map(({ id }) => id),
    holders: read<OfficeVocabulary['holders']>('holders'),
    decisions: words.decisions,
    changes: words.changes,
    gates: words.gates,
    purposes: words.countersignPurposes,
    inputs: {
      // A post may be of no rank.
      bodyId: read<{ id: string; name: string }[]>('bodies').map(({ id, name }) => ({ id, label: name })),
      meetingKind: meetings.kinds,
      'topic.meetingKind': meetings.kinds,
      'topic.category': meetings.topicCategories,
      topicCategory: meetings.topicCategories,
      'regional.nameUsed': meetings.regionalNames,
      'regional.format': meetings.regionalFormats,
      'regional.venue': meetings.regionalVenues,
      convener: meetings.conveners,
      rank: [...read<Labelled[]>('ranks'), { id: 'none', label: '无职级' }],
      'facts.kind': words.kinds,
      'facts.series': about.series.map(({ id, mark, label, perBody }) => ({
        id,
        label: perBody ? label : mark,
      })),
      'facts.issuingName': words.issuingNames,
      'facts.direction': words.directions,
      'facts.importance': words.importances,
      'facts.urgency': words.urgencies,
      'facts.nature': words.natures,
      'facts.matter': words.matters,
      'facts.remit': words.remits,
      ...Object.fromEntries(
        readings.flatMap(({ key, options }) => (key ? [[`readings.${key}`, options]] : [])),
      ),
    },
  };
}
