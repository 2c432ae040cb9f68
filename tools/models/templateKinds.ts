import type { ModdleElement } from 'bpmn-moddle';
import { jobsOf, list, text } from './readDiagram';
import { iconOf } from './templateIcons';

/**
 * Raise a number where what such a template sets changes in meaning: Modeler then offers the new one on each element
 * that uses the old. More choices in a list are no new meaning.
 */
const versions = { job: 1, step: 1, decision: 1, call: 1 };
/** The first schema that knows listeners; a Modeler with an older one passes the templates over and says so. */
const schema = 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema@0.39.0/resources/schema.json';

export interface TemplateProperty {
  id?: string;
  label?: string;
  description?: string;
  type: 'Hidden' | 'String' | 'Dropdown';
  value?: string | boolean;
  feel?: 'required';
  editable?: false;
  group?: string;
  choices?: { name: string; value: string }[];
  constraints?: Record<string, unknown>;
  binding: Record<string, string>;
}

export interface Template {
  $schema: string;
  id: string;
  name: string;
  version: number;
  description: string;
  category: { id: string; name: string };
  keywords: string[];
  appliesTo: string[];
  elementType: { value: string };
  engines: { camunda: string };
  icon: { contents: string };
  groups: { id: string; label: string }[];
  entriesVisible?: Record<string, boolean>;
  properties: TemplateProperty[];
}

/** A service task of one job type. */
export function jobTemplate(type: string, element: ModdleElement, articleCount: number): Template {
  return {
    ...common(`xingshu.job.${type}`, text(element, 'name'), versions.job, documentationOf(element)),
    category: { id: 'xingshu.job', name: '系统环节' },
    keywords: [type],
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
    elementType: { value: 'bpmn:ServiceTask' },
    icon: { contents: iconOf(type.split('.')[0] ?? '') },
    properties: [
      nameField(text(element, 'name')),
      hidden(type, { type: 'zeebe:taskDefinition', property: 'type' }),
      {
        id: 'retries',
        label: '出错时最多试办几次',
        description: '都不成的，停下来等管理员处置。',
        type: 'Dropdown',
        value: '3',
        group: 'work',
        choices: ['1', '3', '5', '10'].map((value) => ({ name: `${value} 次`, value })),
        binding: { type: 'zeebe:taskDefinition', property: 'retries' },
      },
      articleField(element, articleCount),
    ],
  };
}

/** A human step with its form; who, by when and why come from tables through case.openStep. */
export function stepTemplate(formId: string, element: ModdleElement, articleCount: number): Template {
  const name = text(element, 'name');
  return {
    ...humanStep(`xingshu.step.${formId}`, name, `${documentationOf(element)}${stepRows}`),
    keywords: [formId],
    properties: [
      nameField(name),
      hidden(formId, { type: 'zeebe:formDefinition', property: 'formId' }),
      // 签发 is recorded by the step after it, which checks authority: its listeners are its own.
      ...stepSettings(jobsOf(element)),
      articleField(element, articleCount),
    ],
  };
}

/** A human step that none of the others describes: its form is chosen from those there are. */
export function anyStepTemplate(forms: Map<string, string>, articleCount: number): Template {
  return {
    ...humanStep('xingshu.step', '人工环节', `另加一个由人办理的环节，表单从已有的里面选。${stepRows}`),
    keywords: [...forms.keys()],
    properties: [
      nameField('人工环节'),
      {
        id: 'formId',
        label: '表单',
        description: '表单上的选项要与 humanSteps 里这个环节可作的决定一致。',
        type: 'Dropdown',
        value: [...forms.keys()][0] ?? '',
        group: 'work',
        choices: [...forms].map(([value, name]) => ({ name: `${name}（${value}）`, value })),
        binding: { type: 'zeebe:formDefinition', property: 'formId' },
      },
      ...stepSettings([
        { type: 'case.openStep', event: 'start' },
        { type: 'case.recordStep', event: 'end' },
      ]),
      articleField(undefined, articleCount),
    ],
  };
}

const stepRows =
  '由谁办、可作哪些决定查 humanSteps，几天办完查 timeLimits，改稿后要不要重办查 keptSteps：三张表里都要有这个环节的标识。';

function humanStep(id: string, name: string, description: string) {
  return {
    ...common(id, name, versions.step, description),
    category: { id: 'xingshu.step', name: '人工环节' },
    appliesTo: ['bpmn:Task', 'bpmn:UserTask'],
    elementType: { value: 'bpmn:UserTask' },
    icon: { contents: iconOf('step') },
    entriesVisible: { executionListeners: false },
  };
}

/** The same for every human step: what the worker of case.openStep says, and nothing of it to be typed. */
function stepSettings(listeners: { type: string; event?: string }[]): TemplateProperty[] {
  return [
    { type: 'Hidden', binding: { type: 'zeebe:userTask' } },
    hidden('deployment', { type: 'zeebe:formDefinition', property: 'bindingType' }),
    hidden('=assignee', { type: 'zeebe:assignmentDefinition', property: 'assignee' }),
    hidden('=candidateUsers', { type: 'zeebe:assignmentDefinition', property: 'candidateUsers' }),
    computed('办结时限', '=dueDate', { type: 'zeebe:taskSchedule', property: 'dueDate' }),
    computed('优先级', '=priority', { type: 'zeebe:priorityDefinition', property: 'priority' }),
    hidden('lastStepKey', { type: 'zeebe:output', source: '=stepKey' }),
    hidden('outcome', { type: 'zeebe:output', source: '="unrecorded"' }),
    ...listeners.map(({ type, event = '' }) =>
      hidden(type, { type: 'zeebe:executionListener', eventType: event, retries: '3' }),
    ),
  ];
}

/** A question to a decision table. */
export function decisionTemplate(decisions: Map<string, string>, articleCount: number): Template {
  return {
    ...common(
      'xingshu.decision',
      '查决策表',
      versions.decision,
      '按办件的要素查一张决策表，答复放进一个变量，后面的网关据以分路。',
    ),
    category: { id: 'xingshu.decision', name: '决策表' },
    keywords: [...decisions.keys()],
    appliesTo: ['bpmn:Task', 'bpmn:BusinessRuleTask'],
    elementType: { value: 'bpmn:BusinessRuleTask' },
    icon: { contents: iconOf('decision') },
    properties: [
      nameField('查决策表'),
      {
        id: 'decisionId',
        label: '决策表',
        description: '用与本流程同一次部署的表。',
        type: 'Dropdown',
        value: 'signatoryRoute',
        group: 'work',
        choices: [...decisions].map(([value, name]) => ({ name, value })),
        binding: { type: 'zeebe:calledDecision', property: 'decisionId' },
      },
      hidden('deployment', { type: 'zeebe:calledDecision', property: 'bindingType' }),
      {
        id: 'resultVariable',
        label: '答复放入变量',
        description: '小写字母开头的英文名；程序认得的是 route。',
        type: 'String',
        value: 'route',
        group: 'work',
        constraints: {
          notEmpty: true,
          pattern: { value: '^[a-z][A-Za-z]*$', message: '应为小写字母开头的英文名' },
        },
        binding: { type: 'zeebe:calledDecision', property: 'resultVariable' },
      },
      articleField(undefined, articleCount),
    ],
  };
}

/** A call of another of our processes. */
export function callTemplate(process: ModdleElement, articleCount: number): Template {
  const name = text(process, 'name');
  return {
    ...common(`xingshu.call.${text(process, 'id')}`, name, versions.call, documentationOf(process)),
    category: { id: 'xingshu.call', name: '调用流程' },
    keywords: [text(process, 'id')],
    appliesTo: ['bpmn:Task', 'bpmn:CallActivity'],
    elementType: { value: 'bpmn:CallActivity' },
    icon: { contents: iconOf('call') },
    // What the called process hands back is mapped in the panel, one by one.
    entriesVisible: { outputs: true },
    properties: [
      nameField(name),
      hidden(text(process, 'id'), { type: 'zeebe:calledElement', property: 'processId' }),
      hidden('deployment', { type: 'zeebe:calledElement', property: 'bindingType' }),
      hidden(false, { type: 'zeebe:calledElement', property: 'propagateAllChildVariables' }),
      // The case's words go in; unless a template says so, Modeler keeps them out.
      hidden(true, { type: 'zeebe:calledElement', property: 'propagateAllParentVariables' }),
      articleField(process, articleCount),
    ],
  };
}

function common(id: string, name: string, version: number, description: string) {
  return {
    $schema: schema,
    id,
    name,
    version,
    description,
    engines: { camunda: '^8.6' },
    groups: [
      { id: 'work', label: '办理' },
      { id: 'rule', label: '依据' },
    ],
  };
}

function documentationOf(element: ModdleElement): string {
  return list(element, 'documentation')
    .map((one) => text(one, 'text'))
    .join('');
}

function hidden(value: string | boolean, binding: Record<string, string>): TemplateProperty {
  return { type: 'Hidden', value, binding };
}

/** Shown and not editable: the schema knows no hidden expression for dates and priorities. */
function computed(label: string, value: string, binding: Record<string, string>): TemplateProperty {
  const description = '由决策表 timeLimits 得出，不在图上填。';
  return {
    label,
    description,
    type: 'String',
    feel: 'required',
    value,
    editable: false,
    group: 'work',
    binding,
  };
}

function nameField(name: string): TemplateProperty {
  return {
    id: 'name',
    label: '环节名称',
    description: '动宾短语，如“编发文字号”；办件页面和待办列表显示的就是它。',
    type: 'String',
    value: name,
    group: 'work',
    constraints: { notEmpty: true },
    binding: { type: 'property', name: 'name' },
  };
}

/** Which articles the step rests on. Several may apply, so that no list of single ones will do. */
function articleField(element: ModdleElement | undefined, articleCount: number): TemplateProperty {
  const one = `art-${numbersUpTo(articleCount)}`;
  return {
    id: 'ruleArticles',
    label: '依据条文',
    description: `第47条写作 art-47，几条的用逗号隔开（art-44,art-47）；规则共${articleCount}条。“说明”里也要写第几条。`,
    type: 'String',
    value: element ? articlesOf(element) : '',
    group: 'rule',
    constraints: {
      notEmpty: true,
      pattern: {
        value: `^${one}(,${one})*$`,
        message: `应为 art-1 至 art-${articleCount}，几条的用逗号隔开`,
      },
    },
    binding: { type: 'zeebe:property', name: 'ruleArticles' },
  };
}

function articlesOf(element: ModdleElement): string {
  const values = (element['extensionElements']?.values ?? []) as ModdleElement[];
  const properties = values.flatMap((value) => list(value, 'properties'));
  return text(
    properties.find((property) => property['name'] === 'ruleArticles'),
    'value',
  );
}

/** A pattern for the whole numbers from 1 to `last` (10 to 99): 66 → ([1-9]|[1-5][0-9]|6[0-6]). */
function numbersUpTo(last: number): string {
  const tens = Math.floor(last / 10);
  const below = tens > 1 ? [`[1-${tens - 1}][0-9]`] : [];
  return `(${['[1-9]', ...below, `${tens}[0-${last % 10}]`].join('|')})`;
}
