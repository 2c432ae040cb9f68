import type { ModdleElement } from 'bpmn-moddle';
import { elementsOf, jobsOf, list, processesOf, readDiagram, text } from '../models/readDiagram';

/** What a process consists of, apart from how it is drawn. */
export interface ProcessFacts {
  id: string;
  name: string;
  elements: ElementFacts[];
  jobTypes: string[];
  /** Names of the messages that instances wait for, those that begin one not included. */
  awaited: string[];
}

export interface ElementFacts {
  id: string;
  /** What people call it; flows often have no name. */
  name: string;
  isFlow: boolean;
  /** Everything the engine reads of the element, as one text. */
  meaning: string;
}

/** The processes of a diagram. Throws where it can't be read. */
export async function factsOf(xml: string): Promise<ProcessFacts[]> {
  return processesOf(await readDiagram(xml)).map((process) => {
    const elements = elementsOf(process);
    return {
      id: text(process, 'id'),
      name: text(process, 'name'),
      elements: elements.filter(isExecuted).map((element) => ({
        id: text(element, 'id'),
        name: text(element, 'name'),
        isFlow: element.$type === 'bpmn:SequenceFlow',
        meaning: JSON.stringify(meaningOf(element)),
      })),
      jobTypes: [...new Set(elements.flatMap(jobsOf).map(({ type }) => type))],
      awaited: [...new Set(elements.filter((one) => !startsProcess(one, process)).flatMap(messagesOf))],
    };
  });
}

function isExecuted(element: ModdleElement): boolean {
  return element.$instanceOf('bpmn:FlowNode') || element.$type === 'bpmn:SequenceFlow';
}

function startsProcess(element: ModdleElement, process: ModdleElement): boolean {
  return element.$type === 'bpmn:StartEvent' && element.$parent === process;
}

function messagesOf(element: ModdleElement): string[] {
  const references = [element, ...list(element, 'eventDefinitions')].map((one) => one['messageRef']);
  return references.flatMap((message: ModdleElement | undefined) =>
    message && element.$type !== 'bpmn:IntermediateThrowEvent' ? [text(message, 'name')] : [],
  );
}

/** Said elsewhere or of no consequence: children, neighbours (flows name both ends), where Modeler got it from. */
const leftOut = new Set([
  'flowElements',
  'artifacts',
  'incoming',
  'outgoing',
  'modelerTemplate',
  'modelerTemplateVersion',
  'modelerTemplateIcon',
]);

interface PropertyDescriptor {
  ns: { localName: string };
  isReference?: boolean;
}

function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaningOf);
  if (!isElement(value)) return value;
  const described = (value['$descriptor'] as { properties: PropertyDescriptor[] }).properties;
  const entries = described
    .filter(({ ns }) => !leftOut.has(ns.localName) && Object.hasOwn(value, ns.localName))
    .map(({ ns, isReference }) => {
      const property: unknown = value[ns.localName];
      return [ns.localName, isReference ? referenceOf(property) : meaningOf(property)];
    });
  return { $type: value.$type, ...Object.fromEntries(entries) };
}

function referenceOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referenceOf);
  return isElement(value) ? text(value, 'id') : value;
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$descriptor' in value;
}
