import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officesFolder } from './modelFiles';

interface Labelled {
  id: string;
  label: string;
}

/** What models may name: the words of the office's data, by where they stand in a table. */
export interface OfficeVocabulary {
  articleCount: number;
  holders: Labelled[];
  decisions: Labelled[];
  /** Input expression of a table ("facts.kind") → the values it may take. */
  inputs: Record<string, Labelled[]>;
}

/** Reads offices/<office>/{office,vocabulary,holders}.json. */
export function readVocabulary(office = process.env['XINGSHU_OFFICE'] ?? 'kashi'): OfficeVocabulary {
  const read = <T>(name: string): T =>
    JSON.parse(readFileSync(join(officesFolder, office, `${name}.json`), 'utf8')) as T;
  const about = read<{ ruleSet: { articleCount: number }; series: (Labelled & { mark: string })[] }>(
    'office',
  );
  const words =
    read<
      Record<'kinds' | 'issuingNames' | 'directions' | 'importances' | 'urgencies' | 'decisions', Labelled[]>
    >('vocabulary');
  return {
    articleCount: about.ruleSet.articleCount,
    holders: read<Labelled[]>('holders'),
    decisions: words.decisions,
    inputs: {
      'facts.kind': words.kinds,
      'facts.series': about.series.map(({ id, mark }) => ({ id, label: mark })),
      'facts.issuingName': words.issuingNames,
      'facts.direction': words.directions,
      'facts.importance': words.importances,
      'facts.urgency': words.urgencies,
    },
  };
}
