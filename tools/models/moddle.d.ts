declare module 'bpmn-moddle' {
  /** An element of a diagram; properties as in the BPMN and Zeebe descriptors. */
  export interface ModdleElement {
    $type: string;
    $parent?: ModdleElement;
    $instanceOf(type: string): boolean;
    id?: string;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    [property: string]: any;
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: { message: string }[] }>;
    toXML(element: ModdleElement, options: { format: boolean; preamble: boolean }): Promise<{ xml: string }>;
  }
}
