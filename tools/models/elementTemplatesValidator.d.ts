declare module '@bpmn-io/element-templates-validator' {
  interface Result {
    valid: boolean;
    object: unknown;
    errors?: { message: string }[];
  }
  /** Judges templates for Camunda 8 by the schema that Modeler uses. */
  export function validateAllZeebe(templates: unknown[]): { valid: boolean; results: Result[] };
}
