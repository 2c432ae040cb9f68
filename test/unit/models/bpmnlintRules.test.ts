import { extended, reportsOf, smallDiagram } from './smallDiagram';

const flow = (id: string, from: string, to: string, rest = ''): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" ${rest} />`;
const conditional = (id: string, from: string, to: string, name: string): string =>
  `<bpmn:sequenceFlow id="${id}" name="${name}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=outcome = "agree"</bpmn:conditionExpression></bpmn:sequenceFlow>`;

describe('element-id', () => {
  it('accepts a type and a name in Pascal case', async () => {
    expect(
      await reportsOf('element-id', smallDiagram('<bpmn:serviceTask id="serviceTask_AssignNumber" />')),
    ).toEqual([]);
  });

  it.each([
    ['<bpmn:serviceTask id="Activity_0x1" />', 'Activity_0x1'],
    ['<bpmn:exclusiveGateway id="exclusiveGateway_IsPassed" />', 'exclusiveGateway_IsPassed'],
    ['<bpmn:endEvent id="endEvent_done" />', 'endEvent_done'],
  ])('refuses %s', async (element, id) => {
    expect(await reportsOf('element-id', smallDiagram(element))).toEqual([expect.stringContaining(id)]);
  });
});

describe('chinese-name', () => {
  it('lets a joining gateway and a plain flow go without a name', async () => {
    const joined =
      '<bpmn:exclusiveGateway id="gateway_Join"><bpmn:outgoing>flow_On</bpmn:outgoing></bpmn:exclusiveGateway>';
    const diagram = smallDiagram(
      `${joined}<bpmn:endEvent id="endEvent_Done" name="已办结" />${flow('flow_On', 'gateway_Join', 'endEvent_Done')}`,
    );
    expect(await reportsOf('chinese-name', diagram)).toEqual([]);
  });

  it('asks for Chinese on a task, and for a question and named answers at a choice', async () => {
    const choice =
      '<bpmn:exclusiveGateway id="gateway_Choice" name="核稿结果"><bpmn:outgoing>flow_A</bpmn:outgoing><bpmn:outgoing>flow_B</bpmn:outgoing></bpmn:exclusiveGateway>';
    const diagram = smallDiagram(
      `<bpmn:task id="task_Review" name="Review" />${choice}${flow('flow_A', 'gateway_Choice', 'task_Review')}${flow('flow_B', 'gateway_Choice', 'task_Review', 'name="退回"')}`,
    );
    expect(await reportsOf('chinese-name', diagram)).toEqual([
      'task_Review 应有中文名称',
      expect.stringContaining('gateway_Choice 分支网关的名称应是问句'),
      'flow_A 应有中文名称',
    ]);
  });
});

describe('rule-articles', () => {
  const cited = (articles: string, documentation: string): string =>
    smallDiagram(
      `<bpmn:task id="task_Sign" name="签发"><bpmn:documentation>${documentation}</bpmn:documentation>${extended(`<zeebe:properties><zeebe:property name="ruleArticles" value="${articles}" /></zeebe:properties>`)}</bpmn:task>`,
    );
  const aboutTask = async (xml: string): Promise<string[]> =>
    (await reportsOf('rule-articles', xml)).filter((report) => report.startsWith('task_'));

  it('accepts articles that exist and stand in the documentation', async () => {
    expect(await aboutTask(cited('art-5,art-47', '由专员签发（第5条、第47条）。'))).toEqual([]);
  });

  it('refuses an unknown article, a silent documentation and no article at all', async () => {
    expect(await aboutTask(cited('art-67', '第67条。'))).toEqual(['task_Sign 没有条文 art-67']);
    expect(await aboutTask(cited('art-47', '由专员签发。'))).toEqual(['task_Sign 说明里没有写第47条']);
    expect(await aboutTask(smallDiagram('<bpmn:task id="task_Sign" />'))).toHaveLength(1);
  });
});

describe('user-task', () => {
  const parts = {
    own: '<zeebe:userTask />',
    form: '<zeebe:formDefinition formId="final-check" bindingType="deployment" />',
    assignment: '<zeebe:assignmentDefinition assignee="=assignee" candidateUsers="=candidateUsers" />',
    schedule: '<zeebe:taskSchedule dueDate="=dueDate" />',
    priority: '<zeebe:priorityDefinition priority="=priority" />',
    outputs:
      '<zeebe:ioMapping><zeebe:output source="=stepKey" target="lastStepKey" /><zeebe:output source="=&#34;unrecorded&#34;" target="outcome" /></zeebe:ioMapping>',
    listeners:
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" retries="3" type="case.openStep" /></zeebe:executionListeners>',
  };
  const task = (own: Partial<typeof parts>): string =>
    smallDiagram(
      `<bpmn:userTask id="userTask_FinalCheck">${extended(Object.values({ ...parts, ...own }).join(''))}</bpmn:userTask>`,
    );

  it('accepts a step with form, holders, limit, priority, listener and outputs', async () => {
    expect(await reportsOf('user-task', task({}))).toEqual([]);
  });

  it.each([
    [{ own: '' }, '引擎自有的人工任务'],
    [{ form: '<zeebe:formDefinition formId="final-check" />' }, '按部署绑定'],
    [{ assignment: '<zeebe:assignmentDefinition assignee="=assignee" />' }, '候选人'],
    [{ schedule: '' }, '办结时限'],
    [{ priority: '' }, '优先级'],
    [{ listeners: '' }, 'case.openStep'],
    [
      {
        outputs: '<zeebe:ioMapping><zeebe:output source="=stepKey" target="lastStepKey" /></zeebe:ioMapping>',
      },
      '清空 outcome',
    ],
  ])('refuses %j', async (own, message) => {
    expect(await reportsOf('user-task', task(own))).toEqual([expect.stringContaining(message)]);
  });
});

describe('jobs', () => {
  const service = (definition: string): string =>
    smallDiagram(`<bpmn:serviceTask id="serviceTask_Number">${extended(definition)}</bpmn:serviceTask>`);

  it('accepts <area>.<camelName> with its retries', async () => {
    expect(
      await reportsOf('jobs', service('<zeebe:taskDefinition type="document.assignNumber" retries="3" />')),
    ).toEqual([]);
  });

  it('refuses another form of name, and silent retries', async () => {
    expect(
      await reportsOf('jobs', service('<zeebe:taskDefinition type="assign-number" retries="3" />')),
    ).toHaveLength(1);
    expect(await reportsOf('jobs', service('<zeebe:taskDefinition type="document.assignNumber" />'))).toEqual(
      [expect.stringContaining('重试次数')],
    );
  });
});

describe('bindings', () => {
  it('asks for decisions and called processes of the same deployment', async () => {
    const decision = (rest: string): string =>
      smallDiagram(
        `<bpmn:businessRuleTask id="businessRuleTask_Route">${extended(`<zeebe:calledDecision decisionId="signatoryRoute" resultVariable="route" ${rest} />`)}</bpmn:businessRuleTask>`,
      );
    expect(await reportsOf('bindings', decision('bindingType="deployment"'))).toEqual([]);
    expect(await reportsOf('bindings', decision(''))).toHaveLength(1);
  });

  it('asks whether a called process hands up all its variables', async () => {
    const called = (rest: string): string =>
      smallDiagram(
        `<bpmn:callActivity id="callActivity_Countersign">${extended(`<zeebe:calledElement processId="countersign" bindingType="deployment" ${rest} />`)}</bpmn:callActivity>`,
      );
    expect(await reportsOf('bindings', called('propagateAllChildVariables="false"'))).toEqual([]);
    expect(await reportsOf('bindings', called(''))).toEqual([
      expect.stringContaining('propagateAllChildVariables'),
    ]);
  });
});

describe('safe-default', () => {
  const choice = (standard: string): string =>
    smallDiagram(
      `<bpmn:userTask id="userTask_Check" /><bpmn:serviceTask id="serviceTask_Number" />
       <bpmn:exclusiveGateway id="gateway_Passed" ${standard}><bpmn:outgoing>flow_Agree</bpmn:outgoing><bpmn:outgoing>flow_Refused</bpmn:outgoing></bpmn:exclusiveGateway>
       ${conditional('flow_Agree', 'gateway_Passed', 'serviceTask_Number', '同意')}${flow('flow_Refused', 'gateway_Passed', 'userTask_Check')}`,
    );

  it('accepts a default that leads back to a human step', async () => {
    expect(await reportsOf('safe-default', choice('default="flow_Refused"'))).toEqual([]);
  });

  it('refuses a default that passes on, and a branch without a condition', async () => {
    expect(await reportsOf('safe-default', choice('default="flow_Agree"'))).toEqual([
      expect.stringContaining('flow_Refused 没有条件'),
      expect.stringContaining('默认分支应退回人工环节'),
    ]);
  });
});

describe('clean-layout', () => {
  const elements = ['A', 'B', 'C', 'D'].map((name) => `<bpmn:task id="task_${name}" />`).join('');
  const flows = `${flow('flow_AB', 'task_A', 'task_B')}${flow('flow_CD', 'task_C', 'task_D')}`;
  const shape = (name: string, x: number, y: number): string =>
    `<bpmndi:BPMNShape id="task_${name}_di" bpmnElement="task_${name}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`;
  const line = (id: string, ...points: [number, number][]): string =>
    `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`;
  const shapes = shape('A', 0, 0) + shape('B', 300, 0) + shape('C', 150, 100) + shape('D', 150, 300);
  const drawn = (...lines: string[]): string => smallDiagram(elements + flows, shapes + lines.join(''));

  it('accepts straight lines that keep apart', async () => {
    const diagram = drawn(line('flow_AB', [100, 40], [300, 40]), line('flow_CD', [200, 180], [200, 300]));
    expect(await reportsOf('clean-layout', diagram)).toEqual([]);
  });

  it('refuses lines that cross', async () => {
    const diagram = drawn(
      line('flow_AB', [50, 80], [50, 240], [350, 240], [350, 80]),
      line('flow_CD', [200, 180], [200, 300]),
    );
    expect(await reportsOf('clean-layout', diagram)).toEqual([
      expect.stringContaining('flow_AB 与 flow_CD 相交'),
    ]);
  });

  it('refuses a line over a node, and a slanting one', async () => {
    const over = drawn(line('flow_AB', [50, 80], [50, 140], [350, 140], [350, 80]));
    expect(await reportsOf('clean-layout', over)).toEqual([expect.stringContaining('flow_AB 压过 task_C')]);
    const slanting = drawn(line('flow_AB', [100, 40], [300, 60]));
    expect(await reportsOf('clean-layout', slanting)).toEqual([expect.stringContaining('横平竖直')]);
  });
});
