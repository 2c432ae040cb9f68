import type { CaseStatus } from '../../db/cases';
import type { StepView } from '../../db/readModels/caseView';
import type { RuleReference } from '../../domain/routing/facts';
import { articleInWords } from '../../domain/routing/ruleInWords';
import type { Office } from '../office';

const CASE_STATUS: Record<CaseStatus, string> = {
  draft: '拟稿',
  'in-progress': '在办',
  issued: '已印发',
  ended: '已终止',
};

const STEP_STATE: Record<StepView['state'], string> = {
  open: '待办',
  accepted: '已办',
  refused: '不予采认',
  cancelled: '已撤销',
};

export const statusInWords = (status: CaseStatus): string => CASE_STATUS[status];

export const stepStateInWords = (state: StepView['state']): string => STEP_STATE[state];

/** 《喀什地区行政公署工作规则》第四十七条（适用口径第二项）: law 5 for people. */
export function ruleInWords(
  office: Office,
  rule: Pick<RuleReference, 'article'> & { reading?: string },
): string {
  return `《${office.ruleSet.name}》${articleInWords(rule)}`;
}

/** 1.4 MB */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
