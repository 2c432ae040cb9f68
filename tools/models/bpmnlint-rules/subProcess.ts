import { extensionOf, list } from '../readDiagram';
import { ruleFor } from './rule';

/** What the listener of a completed step says of the case (workers/case/concludeStep.ts, `Concluded`). */
const concluded = ['outcome', 'title', 'withdrawKey', 'keptSteps', 'isSigned'];

/**
 * A listener's variables stay in the scope around its step. What a sub-process with human steps learned would be
 * lost at its end, and the diagram would go on by what was true before it.
 */
export const subProcess = ruleFor('bpmn:SubProcess', (node, report) => {
  const elements = (node['flowElements'] ?? []) as { $type: string }[];
  if (!elements.some(({ $type }) => $type === 'bpmn:UserTask')) return;
  const targets = list(extensionOf(node, 'zeebe:IoMapping'), 'outputParameters').map(
    (output) => output['target'],
  );
  const missing = concluded.filter((name) => !targets.includes(name));
  if (missing.length > 0) report(`里面有人工环节，输出映射应带出 ${missing.join('、')}`);
});
