import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officesFolder } from './modelFiles';

interface Labelled {
  id: string;
  label: string;
}

/** A decision of a step, and what follows from it for the form that offers it. */
export interface DecisionWord extends Labelled {
  agrees?: boolean;
  names?: boolean;
  needsReasons?: boolean;
  /** The change that the text undergoes in this step. */
  freezes?: string;
}

/** What models may name: the words of the office's data, by where they stand in a table. */
export interface OfficeVocabulary {
  articleCount: number;
  holders: (Labelled & { relation: string })[];
  decisions: DecisionWord[];
  /** 改动性质 between two versions. */
  changes: Labelled[];
  /** 报送前核对, each with the table that answers it. */
  gates: (Labelled & { table: string })[];
  /** Fact that a table asks about ("facts.kind") → the words it may be. */
  inputs: Record<string, Labelled[]>;
}

type Words = Pick<OfficeVocabulary, 'decisions' | 'changes' | 'gates'> &
  Record<
    'kinds' | 'issuingNames' | 'directions' | 'importances' | 'urgencies' | 'natures' | 'matters' | 'remits',
    Labelled[]
  >;

/** Reads offices/<office>/{office,vocabulary,holders}.json. */
export function readVocabulary(office = process.env['XINGSHU_OFFICE'] ?? 'kashi'): OfficeVocabulary {
  const read = <T>(name: string): T =>
    JSON.parse(readFileSync(join(officesFolder, office, `${name}.json`), 'utf8')) as T;
  const about = read<{ ruleSet: { articleCount: number }; series: (Labelled & { mark: string })[] }>(
    'office',
  );
  const words = read<Words>('vocabulary');
  return {
    articleCount: about.ruleSet.articleCount,
    holders: read<OfficeVocabulary['holders']>('holders'),
    decisions: words.decisions,
    changes: words.changes,
    gates: words.gates,
    inputs: {
      'facts.kind': words.kinds,
      'facts.series': about.series.map(({ id, mark }) => ({ id, label: mark })),
      'facts.issuingName': words.issuingNames,
      'facts.direction': words.directions,
      'facts.importance': words.importances,
      'facts.urgency': words.urgencies,
      'facts.nature': words.natures,
      'facts.matter': words.matters,
      'facts.remit': words.remits,
    },
  };
}
