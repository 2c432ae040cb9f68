import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'bpmnlint';
import type { Config } from 'bpmnlint/lib/types';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver';
import type { ModdleElement } from 'bpmn-moddle';
import { ownRules } from './bpmnlint-rules';
import { readDiagram, writeDiagram } from './readDiagram';

const configFile = join(__dirname, '..', '..', '.bpmnlintrc');
const ownPackage = 'bpmnlint-plugin-xingshu';

/**
 * Problems of one diagram: bpmnlint as .bpmnlintrc has it, Camunda's rules for the local and for the newer engine,
 * our own rules, and whether Modeler would write the file as it is. Throws where the XML can't be read.
 */
export async function lintDiagram(file: string, xml: string, articleCount: number): Promise<string[]> {
  const definitions = await readDiagram(xml);
  const problems = new Set<string>();
  for (const config of configs(articleCount)) {
    for (const problem of await run(config, definitions, articleCount)) problems.add(`${file}：${problem}`);
  }
  if ((await writeDiagram(definitions)) !== xml) {
    problems.add(`${file}：与 Modeler 保存的写法不同，请在 Modeler 里打开并保存一次`);
  }
  return [...problems];
}

/** One configuration per engine version: bpmnlint lets the later of two settings of a rule win. */
function configs(articleCount: number): Config[] {
  const base = JSON.parse(readFileSync(configFile, 'utf8')) as {
    extends: string[];
    rules: Record<string, string>;
  };
  const isEngine = (name: string): boolean => name.startsWith('plugin:camunda-compat/');
  const common = base.extends.filter((name) => !isEngine(name));
  const own = Object.keys(ownRules(articleCount)).map((name) => [`xingshu/${name}`, 'error'] as const);
  return base.extends.filter(isEngine).map((engine) => ({
    extends: [...common, engine],
    rules: { ...base.rules, ...Object.fromEntries(own) } as NonNullable<Config['rules']>,
  }));
}

async function run(config: Config, definitions: ModdleElement, articleCount: number): Promise<string[]> {
  const packaged = new NodeResolver();
  const rules = ownRules(articleCount);
  const resolver = {
    resolveConfig: (pkg: string, name: string) => packaged.resolveConfig(pkg, name),
    resolveRule: (pkg: string, name: string) =>
      pkg === ownPackage ? (rules[name] as never) : packaged.resolveRule(pkg, name),
  };
  const results = await new Linter({ config, resolver }).lint(definitions);
  return Object.entries(results).flatMap(([rule, reports]) =>
    reports.map(({ id, message }) => `${id ?? ''} ${message}（${rule}）`),
  );
}
