import testRule from 'bpmnlint/lib/test-rule';
import { ownRules } from '../../../tools/models/bpmnlint-rules';
import { readDiagram } from '../../../tools/models/readDiagram';

const articleCount = 66;

/** A diagram around the given elements of a process, with its drawing where one is given. */
export function smallDiagram(elements: string, drawing = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions_Small" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="small-process" name="小流程" isExecutable="true">${elements}</bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="small-process">${drawing}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

/** What one of our rules says about a diagram: "id message". */
export async function reportsOf(rule: string, xml: string): Promise<string[]> {
  const create = ownRules(articleCount)[rule];
  if (!create) throw new Error(`没有规则 ${rule}`);
  const reports = testRule({ moddleRoot: await readDiagram(xml), rule: create(), config: {} });
  return reports.map(({ id, message }) => `${id ?? ''} ${message}`);
}

/** extensionElements around the given extensions. */
export function extended(extensions: string): string {
  return `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`;
}
