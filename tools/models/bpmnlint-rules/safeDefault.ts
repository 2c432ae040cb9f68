import { list, text } from '../readDiagram';
import { ruleFor } from './rule';

/** A choice must never pass on an answer that it doesn't know: a default flow leads back to a human step. */
export const safeDefault = ruleFor('bpmn:ExclusiveGateway', (node, report) => {
  const outgoing = list(node, 'outgoing');
  if (outgoing.length < 2) return;
  const standard = node['default'] as (typeof outgoing)[number] | undefined;
  for (const flow of outgoing) {
    if (flow !== standard && !text(flow['conditionExpression'], 'body'))
      report(`分支 ${flow.id ?? ''} 没有条件`);
  }
  const target = standard?.['targetRef'] as (typeof outgoing)[number] | undefined;
  if (target && !target.$instanceOf('bpmn:UserTask')) {
    report('默认分支应退回人工环节，不能让认不得的结果往下走');
  }
});
