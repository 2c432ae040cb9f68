declare module 'bpmnlint' {
  import type { ModdleElement } from 'bpmn-moddle';
  import type { Config, Resolver } from 'bpmnlint/lib/types';

  export interface Report {
    id?: string;
    message: string;
  }
  export class Linter {
    constructor(options: { config: Config; resolver: Resolver });
    lint(definitions: ModdleElement): Promise<Record<string, Report[]>>;
  }
}

declare module 'bpmnlint/lib/resolver/node-resolver' {
  import type { Config, Resolver, RuleFactory } from 'bpmnlint/lib/types';

  export default class NodeResolver implements Resolver {
    resolveRule(packageName: string, name: string): RuleFactory;
    resolveConfig(packageName: string, name: string): Config;
  }
}

declare module 'bpmnlint/lib/test-rule' {
  import type { ModdleElement } from 'bpmn-moddle';
  import type { RuleDefinition } from 'bpmnlint/lib/types';
  import type { Report } from 'bpmnlint';

  export default function testRule(options: {
    moddleRoot: ModdleElement;
    rule: RuleDefinition;
    config: unknown;
  }): Report[];
}
