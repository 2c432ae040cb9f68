/* global window */
/**
 * The second reviewer of docs/modeling.md, drawn with Modeler's own editor as a person would: makes room, moves 审核
 * aside, puts 初审 before it with its question and its way back. Loaded into the page of a headless browser, where
 * `editor` is a camunda-bpmn-js modeler with document-approval open; tests and pictures use it.
 */
window.drawSecondReview = (editor, given) => {
  const reg = editor.get('elementRegistry');
  const modeling = editor.get('modeling');
  const space = editor.get('spaceTool');
  const bf = editor.get('bpmnFactory');
  const canvas = editor.get('canvas');
  const root = canvas.getRootElement();
  const all = reg.filter((x) => x !== root && !x.waypoints);
  const adj = space.calculateAdjustments(all, 'x', 300, 430);
  space.makeSpace(adj.movingShapes, adj.resizingShapes, { x: 300, y: 0 }, 'e', 430);
  const review = reg.get('userTask_ReviewByLeader'),
    gw = reg.get('gateway_LeaderAgrees'),
    back = reg.get('throwEvent_ReturnedByLeader');
  const rerouted = reg.get('throwEvent_ReroutedInReview');
  modeling.moveElements([review, gw, back, rerouted], { x: 300, y: 0 });
  const props = (art) =>
    bf.create('bpmn:ExtensionElements', {
      values: [
        bf.create('zeebe:Properties', {
          properties: [bf.create('zeebe:Property', { name: 'ruleArticles', value: art })],
        }),
      ],
    });
  const doc = (t) => [bf.create('bpmn:Documentation', { text: t })];
  const t0 = modeling.createShape({ type: 'bpmn:UserTask' }, { x: 230, y: 1055 }, root);
  const task = editor.get('elementTemplates').applyTemplate(
    t0,
    given.find((t) => t.id === 'xingshu.step.review-by-drafting-unit'),
  );
  modeling.updateProperties(task, {
    id: 'userTask_FirstReview',
    name: '初审',
    documentation: doc('分管领导审核之前，由副秘书长初审（第47条）。'),
  });
  const ee = task.businessObject.extensionElements.values.find((v) => v.$type === 'zeebe:Properties');
  ee.properties.find((p) => p.name === 'ruleArticles').value = 'art-47';
  const g2 = modeling.createShape({ type: 'bpmn:ExclusiveGateway' }, { x: 350, y: 1055 }, root);
  modeling.updateProperties(g2, {
    id: 'gateway_FirstReviewAgrees',
    name: '初审是否同意？',
    documentation: doc('同意的送审核，退回的回到核稿；无权办理的不作数（第47条）。'),
    extensionElements: props('art-47'),
  });
  const th = modeling.createShape(
    { type: 'bpmn:IntermediateThrowEvent', eventDefinitionType: 'bpmn:LinkEventDefinition' },
    { x: 350, y: 930 },
    root,
  );
  modeling.updateProperties(th, {
    id: 'throwEvent_ReturnedByFirstReview',
    name: '退回核稿',
    documentation: doc('初审退回的，附理由回到核稿（第47条）。'),
    extensionElements: props('art-47'),
  });
  th.businessObject.eventDefinitions[0].name = '退回核稿';
  th.businessObject.eventDefinitions[0].id = 'linkEventDefinition_ReturnedByFirstReview';
  const inflow = reg.get('flow_LeaderReviewNeeded');
  const wp = inflow.waypoints.map(({ x, y }) => ({ x, y }));
  wp[wp.length - 1] = { x: 180, y: 1055 };
  modeling.reconnectEnd(inflow, task, { x: 180, y: 1055 });
  const cond = (t) => bf.create('bpmn:FormalExpression', { body: t });
  const link = (a, b, id, name, body, waypoints) => {
    const c = modeling.connect(a, b, { type: 'bpmn:SequenceFlow' });
    modeling.updateProperties(c, {
      id,
      ...(name ? { name } : {}),
      ...(body ? { conditionExpression: cond(body) } : {}),
    });
    if (waypoints) modeling.updateWaypoints(c, waypoints);
    return c;
  };
  link(task, g2, 'flow_FirstReviewed');
  link(g2, review, 'flow_FirstReviewAgree', '同意', '=outcome = "agree"');
  link(g2, th, 'flow_FirstReviewReturn', '退回', '=outcome = "return"');
  const r = link(g2, task, 'flow_FirstReviewRefused', '无权办理', undefined, [
    { x: 350, y: 1080 },
    { x: 350, y: 1135 },
    { x: 230, y: 1135 },
    { x: 230, y: 1095 },
  ]);
  modeling.updateProperties(g2, { default: r.businessObject });
};
