import type { CaseStatus } from '../../db/cases';
import type { StepView } from '../../db/readModels/caseView';
import type { RuleReference } from '../../domain/routing/facts';
import type { Office } from '../office';

const CASE_STATUS: Record<CaseStatus, string> = {
  draft: '拟稿',
  'in-progress': '在办',
  issued: '办结',
  ended: '已终止',
};

const STEP_STATE: Record<StepView['state'], string> = {
  open: '待办',
  accepted: '已办',
  refused: '未予认可',
  cancelled: '撤回',
};

export const statusInWords = (status: CaseStatus): string => CASE_STATUS[status];

export const stepStateInWords = (state: StepView['state']): string => STEP_STATE[state];

const DIGITS = '〇一二三四五六七八九';

/** 47 → 四十七; up to 99. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return head + (ones === 0 && tens > 0 ? '' : DIGITS[ones]);
}

/** 《喀什地区行政公署工作规则》第四十七条（适用口径第二项）: law 5 for people. */
export function ruleInWords(
  office: Office,
  rule: Pick<RuleReference, 'article'> & { reading?: string },
): string {
  const article = Number(/^art-(\d+)$/.exec(rule.article)?.[1]);
  const reading = Number(/^reading-(\d+)$/.exec(rule.reading ?? '')?.[1]);
  if (!article) return `《${office.ruleSet.name}》`;
  const note = reading ? `（适用口径第${chineseNumber(reading)}项）` : '';
  return `《${office.ruleSet.name}》第${chineseNumber(article)}条${note}`;
}

/** 1.4 MB */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
