import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { diagramDescriptors } from './modelerDescriptor';

const descriptors = { ...diagramDescriptors, zeebe };

/** Reads a diagram with Zeebe's extensions. Throws with the parser's words where something isn't understood. */
export async function readDiagram(xml: string): Promise<ModdleElement> {
  const { rootElement, warnings } = await new BpmnModdle(descriptors).fromXML(xml);
  const [warning] = warnings;
  if (warning) throw new Error(warning.message);
  return rootElement;
}

/** What Modeler would write on saving the diagram unchanged. */
export async function writeDiagram(definitions: ModdleElement): Promise<string> {
  const { xml } = await new BpmnModdle(descriptors).toXML(definitions, { format: true, preamble: true });
  return xml;
}

/** The processes of a diagram. */
export function processesOf(definitions: ModdleElement): ModdleElement[] {
  return list(definitions, 'rootElements').filter((element) => element.$type === 'bpmn:Process');
}

/** All elements with an id inside a process or sub-process, flows and annotations included, as drawn. */
export function elementsOf(scope: ModdleElement): ModdleElement[] {
  return [...list(scope, 'flowElements'), ...list(scope, 'artifacts')].flatMap((element) => [
    element,
    ...elementsOf(element),
  ]);
}

/** An extension such as "zeebe:TaskDefinition" of an element. */
export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  const values = (element['extensionElements']?.values ?? []) as ModdleElement[];
  return values.find((value) => value.$type === type);
}

/** A list property; [] where the diagram says nothing. */
export function list(element: ModdleElement | undefined, property: string): ModdleElement[] {
  return (element?.[property] as ModdleElement[] | undefined) ?? [];
}

/** Job types with their retries: the element's own and those of its execution listeners. */
export function jobsOf(
  element: ModdleElement,
): { type: string; retries: string | undefined; event?: string }[] {
  const own = extensionOf(element, 'zeebe:TaskDefinition');
  const listeners = list(extensionOf(element, 'zeebe:ExecutionListeners'), 'listeners');
  return [
    ...(own ? [{ type: text(own, 'type'), retries: own['retries'] as string | undefined }] : []),
    ...listeners.map((listener) => ({
      type: text(listener, 'type'),
      retries: listener['retries'] as string | undefined,
      event: text(listener, 'eventType'),
    })),
  ];
}

/** A text property; "" where the diagram says nothing. */
export function text(element: ModdleElement | undefined, property: string): string {
  const value: unknown = element?.[property];
  return typeof value === 'string' ? value : '';
}
