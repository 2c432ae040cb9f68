import { bindings } from './bindings';
import { chineseName } from './chineseName';
import { cleanLayout } from './cleanLayout';
import { elementId } from './elementId';
import { jobs } from './jobs';
import { ruleArticles } from './ruleArticles';
import type { Rule } from './rule';
import { safeDefault } from './safeDefault';
import { subProcess } from './subProcess';
import { userTask } from './userTask';

/** Our own bpmnlint rules, by name. */
export function ownRules(articleCount: number): Record<string, () => Rule> {
  return {
    bindings,
    'chinese-name': chineseName,
    'clean-layout': cleanLayout,
    'element-id': elementId,
    jobs,
    'rule-articles': ruleArticles(articleCount),
    'safe-default': safeDefault,
    'sub-process': subProcess,
    'user-task': userTask,
  };
}
