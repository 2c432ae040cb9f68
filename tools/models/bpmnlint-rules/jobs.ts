import { jobsOf } from '../readDiagram';
import { ruleFor } from './rule';

/** Job types read `<area>.<camelName>`, as their worker's file does, and say how often they are retried. */
export const jobs = ruleFor('bpmn:FlowNode', (node, report) => {
  for (const { type, retries } of jobsOf(node)) {
    if (!/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(type))
      report(`作业类型“${type}”应为“领域.动作”，如 case.openStep`);
    if (!/^[1-9]\d*$/.test(retries ?? '')) report(`作业 ${type} 应写明重试次数`);
  }
});
