import { list } from '../readDiagram';
import { ruleFor } from './rule';

/** Whatever people see is named in Chinese; a gateway that only joins and a flow that isn't a choice need no name. */
export const chineseName = ruleFor('bpmn:FlowElement', (node, report) => {
  const name = String(node['name'] ?? '');
  if (name === '' && !needsName(node)) return;
  if (!/\p{Script=Han}/u.test(name)) report('应有中文名称');
  if (isSplit(node) && !name.endsWith('？')) report('分支网关的名称应是问句，以“？”结尾');
});

type Node = Parameters<Parameters<typeof ruleFor>[1]>[0];

function needsName(node: Node): boolean {
  if (node.$instanceOf('bpmn:SequenceFlow')) return isSplit(node['sourceRef'] as Node);
  if (node.$instanceOf('bpmn:Gateway')) return isSplit(node);
  return node.$instanceOf('bpmn:FlowNode');
}

function isSplit(node: Node): boolean {
  return node.$instanceOf('bpmn:ExclusiveGateway') && list(node, 'outgoing').length > 1;
}
