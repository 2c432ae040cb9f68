import { extensionOf, text } from '../readDiagram';
import { ruleFor } from './rule';

/** Decisions and called processes are those deployed together with this diagram; children hand up only what is mapped. */
export const bindings = ruleFor('bpmn:Activity', (node, report) => {
  const decision = extensionOf(node, 'zeebe:CalledDecision');
  if (decision && text(decision, 'bindingType') !== 'deployment') {
    report('决策表应按部署绑定（bindingType="deployment"）');
  }
  if (decision && !text(decision, 'resultVariable')) report('应写明决策结果放入哪个变量');

  const called = extensionOf(node, 'zeebe:CalledElement');
  if (!called) return;
  if (text(called, 'bindingType') !== 'deployment')
    report('被调用流程应按部署绑定（bindingType="deployment"）');
  if (!Object.hasOwn(called, 'propagateAllChildVariables')) report('应写明 propagateAllChildVariables');
});
