import type { Case, CaseStatus } from '../../db/cases';
import type { StepView } from '../../db/readModels/caseView';
import type { RuleReference } from '../../domain/routing/facts';
import { articleInWords } from '../../domain/routing/ruleInWords';
import type { VersionChange } from '../../domain/document/changes';
import type { Notice } from '../../domain/steps/notices';
import type { Office } from '../office';
import { labelOf } from '../office';

const CASE_STATUS: Record<CaseStatus, string> = {
  draft: '拟稿',
  'in-progress': '在办',
  issued: '已印发',
  ended: '存废稿',
};

const STEP_STATE: Record<StepView['state'], string> = {
  open: '待办',
  accepted: '已办',
  refused: '不予采认',
  cancelled: '已撤销',
};

/** 存废稿: what ended without being issued is kept without a number. */
const CLOSED_AS: Record<NonNullable<Case['closedAs']>, string> = {
  issued: '已印发',
  'not-issued': '不予印发（存废稿）',
  discarded: '作废（存废稿）',
  done: '办结',
  declined: '未予同意',
  cancelled: '已取消',
};

const NOTICE_KIND: Record<Notice['kind'], string> = {
  reminder: '提醒',
  overdue: '超时提醒',
  vacant: '现无人可办',
  moved: '期限调整',
};

export const statusInWords = (status: CaseStatus, closedAs: Case['closedAs'] = null): string =>
  closedAs ? CLOSED_AS[closedAs] : CASE_STATUS[status];

/** 超时提醒（第二次） is what a second one is called. */
export const noticeInWords = ({ kind, number }: Pick<Notice, 'kind' | 'number'>): string =>
  number > 1 ? `${NOTICE_KIND[kind]}（第 ${number} 次）` : NOTICE_KIND[kind];

export const changeInWords = ({ vocabulary }: Office, change: VersionChange): string =>
  change === 'first' ? '首次送审' : labelOf(vocabulary.changes, change);

export const stepStateInWords = (state: StepView['state']): string => STEP_STATE[state];

/** 《某某工作规则》第四十七条（适用口径第二项）: law 5 for people. */
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
