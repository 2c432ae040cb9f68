import { signsPapers } from '../../domain/steps/signing';
import { momentInWords } from '../dates';
import type { Office } from '../office';
import { labelOf } from '../office';
import type { CaseDetails } from '../useCases/viewCase';
import { factList } from './table';
import { html } from './html';
import type { Html } from './html';

/** 发文要素 and who drafted; what is usual (一般文稿, 一般事项) goes without saying. */
export function caseSummary(office: Office, view: CaseDetails): Html {
  const { facts } = view;
  const { vocabulary } = office;
  const paper: [string, string][] = [
    ['发文字号', view.documentNumber ?? '未编号'],
    ['文种', labelOf(vocabulary.kinds, facts.kind)],
    ['文件性质', labelOf(vocabulary.natures, facts.nature)],
    ['发文名义', labelOf(vocabulary.issuingNames, facts.issuingName)],
    ['行文方向', labelOf(vocabulary.directions, facts.direction)],
    ['事项', labelOf(vocabulary.matters, facts.matter)],
    ['职权范围', labelOf(vocabulary.remits, facts.remit)],
    ['重要程度', labelOf(vocabulary.importances, facts.importance)],
    ['紧急程度', labelOf(vocabulary.urgencies, facts.urgency)],
    ...vocabulary.flags.map(({ id, label }): [string, string] => [label, facts[id] ? '是' : '否']),
  ];
  const rows: [string, string][] = [
    // What is no paper has none of these.
    ...(signsPapers(view.processId) ? paper : []),
    ['主办单位', view.drafter.bodyName],
    ['拟稿人', `${view.drafter.postLabel}${view.drafter.personName}`],
    ['送审时间', view.submittedAt ? momentInWords(view.submittedAt, office.timeZone) : '—'],
  ];
  return factList(rows, 'summary');
}

/** 报送依据 in the drafter's words, as far as there is any. */
export function groundList({ vocabulary }: Office, { grounds }: Pick<CaseDetails, 'grounds'>): Html {
  const given = vocabulary.grounds.filter(({ id }) => grounds[id] !== '');
  if (given.length === 0) return html``;
  return html`<h3>报送依据</h3>
    ${factList(given.map(({ id, label }) => [label, grounds[id] ?? ''] as const))}`;
}

/** 专员甲、常务副专员乙（受专员甲委托）. */
export const holdersInWords = (
  holders: readonly { postLabel: string; personName: string; onBehalfOf?: string | null }[],
): string =>
  holders
    .map(
      ({ postLabel, personName, onBehalfOf }) =>
        `${postLabel}${personName}${onBehalfOf ? `（受${onBehalfOf}委托）` : ''}`,
    )
    .join('、');
