import type { ModdleElement } from 'bpmn-moddle';

export type Report = (id: string, message: string) => void;

export interface Rule {
  check(node: ModdleElement, reporter: { report: Report }): void;
}

/** A rule in bpmnlint's form that looks at every element of one BPMN type (its sub-types included). */
export function ruleFor(
  type: string,
  check: (node: ModdleElement, report: (message: string) => void) => void,
) {
  return (): Rule => ({
    check(node, reporter) {
      if (node.$instanceOf(type)) check(node, (message) => reporter.report(node.id ?? '', message));
    },
  });
}
