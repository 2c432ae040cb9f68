import { extensionOf, jobsOf, list, text } from '../readDiagram';
import { ruleFor } from './rule';

/**
 * A human step is an engine's own user task with its form, opened by case.openStep, which says who, by when and
 * why; what people enter stays inside the step.
 */
export const userTask = ruleFor('bpmn:UserTask', (node, report) => {
  if (!extensionOf(node, 'zeebe:UserTask')) report('应为引擎自有的人工任务（zeebe:userTask）');

  const form = extensionOf(node, 'zeebe:FormDefinition');
  if (!text(form, 'formId')) report('应关联一张表单');
  if (text(form, 'bindingType') !== 'deployment') report('表单应按部署绑定（bindingType="deployment"）');

  const assignment = extensionOf(node, 'zeebe:AssignmentDefinition');
  if (text(assignment, 'assignee') !== '=assignee') report('办理人应为 =assignee');
  if (text(assignment, 'candidateUsers') !== '=candidateUsers') report('候选人应为 =candidateUsers');
  if (text(extensionOf(node, 'zeebe:TaskSchedule'), 'dueDate') !== '=dueDate')
    report('办结时限应为 =dueDate');
  if (text(extensionOf(node, 'zeebe:PriorityDefinition'), 'priority') !== '=priority') {
    report('优先级应为 =priority');
  }

  const opens = jobsOf(node).some(({ type, event }) => type === 'case.openStep' && event === 'start');
  if (!opens) report('应有开始监听器 case.openStep');

  const outputs = list(extensionOf(node, 'zeebe:IoMapping'), 'outputParameters');
  if (outputs.length === 0) report('应有输出映射：否则填写的意见会进入流程变量');
  // A step whose worker says nothing must not pass on the answer of the step before.
  if (!outputs.some((output) => output['target'] === 'outcome')) report('输出映射应先清空 outcome');
});
