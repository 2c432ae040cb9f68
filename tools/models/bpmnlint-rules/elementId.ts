import { ruleFor } from './rule';

const shortened: Record<string, string> = {
  sequenceFlow: 'flow',
  intermediateCatchEvent: 'catchEvent',
  intermediateThrowEvent: 'throwEvent',
};

/** Ids read `type_PascalName`: serviceTask_AssignDocumentNumber, gateway_NeedsLeaderReview, flow_LeaderAgree. */
export const elementId = ruleFor('bpmn:BaseElement', (node, report) => {
  const isNamed = ['bpmn:FlowElement', 'bpmn:Artifact', 'bpmn:RootElement'].some((type) =>
    node.$instanceOf(type),
  );
  if (!isNamed) return;
  if (node.$instanceOf('bpmn:Process')) {
    if (!/^[a-z]+(-[a-z]+)*$/.test(node.id ?? '')) report('流程标识应为短横线小写，如 document-approval');
    return;
  }
  const prefix = prefixOf(node.$type);
  const wanted = new RegExp(`^${prefix}_[A-Z][A-Za-z0-9]*$`);
  if (!wanted.test(node.id ?? '')) report(`标识应为 ${prefix}_ 加大写开头的英文名`);
});

function prefixOf(type: string): string {
  const name = type.slice('bpmn:'.length);
  if (name.endsWith('Gateway')) return 'gateway';
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return shortened[lower] ?? lower;
}
