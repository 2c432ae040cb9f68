import { wordOf } from '../models/inputWords';
import type { Rules } from '../prove/readRules';
import { aspectLabels } from './compareCases';
import type { ChangedCase } from './compareCases';
import type { RecordedCase } from './recordedCases';

/** What a reader knows a paper by. */
const told = ['facts.kind', 'facts.series', 'facts.direction', 'facts.importance', 'facts.urgency'];

/** The changed cases as a Markdown table, with a summary before it. */
export function simulationInWords(changed: ChangedCase[], total: number, rules: Rules): string {
  const head = [
    `改动的决策表：${rules.replaced.join('、')}`,
    `重新推算留存的 ${total} 件，其中 ${changed.length} 件的结果会有不同。`,
  ];
  if (changed.length === 0) return head.join('\n');
  return [
    ...head,
    '',
    ...summaryLines(changed),
    '',
    '| 件 | 主办单位 | 文稿 | 变化 | 现行 | 改后 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...changed.flatMap(({ recorded, differences }) =>
      differences.map(
        ({ aspect, before, after }) =>
          `| ${recorded.number} | ${bodyOf(recorded, rules)} | ${paperInWords(recorded, rules)} | ${aspectLabels[aspect]} | ${before} | ${after} |`,
      ),
    ),
  ].join('\n');
}

/** The same changes counted, the most frequent first. */
function summaryLines(changed: ChangedCase[]): string[] {
  const counted = new Map<string, number>();
  for (const { aspect, before, after } of changed.flatMap(({ differences }) => differences)) {
    const line = `${aspectLabels[aspect]}：${before} → ${after}`;
    counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  return [...counted]
    .sort(([, left], [, right]) => right - left)
    .map(([line, count]) => `- ${count} 件　${line}`);
}

/** The same for programs. */
export function simulationAsJson(changed: ChangedCase[], total: number, rules: Rules): unknown {
  return {
    replacedTables: rules.replaced,
    cases: total,
    changed: changed.map(({ recorded, before, after, differences }) => ({
      number: recorded.number,
      draftingBody: recorded.draftingBodyId,
      inputs: recorded.inputs,
      before,
      after,
      differences,
    })),
  };
}

function bodyOf({ draftingBodyId }: RecordedCase, { office }: Rules): string {
  return office.bodies.find(({ id }) => id === draftingBodyId)?.shortName ?? draftingBodyId;
}

/** 通知，喀署函，下发县市和部门，一般，加急 */
function paperInWords({ inputs }: RecordedCase, { surroundings }: Rules): string {
  return told
    .flatMap((expression) => {
      const value = inputs[expression];
      return value === undefined ? [] : [wordOf(expression, value, '', surroundings)];
    })
    .join('，');
}
