import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision, loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import { rowSetsOf, rowsFor } from '../../domain/proof';
import type { RowSets } from '../../domain/proof';
import type { EngineClients } from '../../engine/clients';
import { readResources } from '../../engine/deploy';
import { connectTestEngine, deployModels } from '../../tools/engine88/deployCheck';
import { startTestEngine } from '../../tools/engine88/startTestEngine';
import type { TestEngine } from '../../tools/engine88/startTestEngine';
import { modelFiles, processesFolder } from '../../tools/models/modelFiles';
import { nested, randomInputs, seededRandom, witnesses } from '../../tools/prove/samples';
import type { Inputs } from '../../tools/prove/samples';
import { axesOf } from '../support/decisionTables';
import { RunningSystem } from '../support/running';

const SEED = 47;
/** The route is what authority rests on; the other tables are asked less, but for each of their rows. */
const SAMPLES: Record<string, number> = { 'signatoryRoute.dmn': 500 };
const USUAL_SAMPLES = 100;
/** What the lane's environment names; 8.6.0 where it is the local stack. */
const CONNECTED = '所连的引擎';
const NEWER = '8.8 的引擎';
/** Questions on their way to an engine at once. */
const AT_ONCE = 20;
// The first time ever 128 MB are downloaded.
jest.setTimeout(300_000);

let testEngine: TestEngine;
let system: RunningSystem;
const engines: Record<string, EngineClients> = {};
let deployed: number;
beforeAll(async () => {
  testEngine = await startTestEngine();
  engines[NEWER] = connectTestEngine(testEngine.grpcAddress);
  deployed = await deployModels(engines[NEWER]);
  system = await RunningSystem.connect();
  engines[CONNECTED] = system.engine;
});
afterAll(async () => {
  await engines[NEWER]?.grpc.close();
  await system?.close();
  await testEngine?.stop();
});

test('8.8 的引擎接受全部流程、决策表和表单', async () => {
  expect(deployed).toBe((await readResources()).length);
});

describe.each([CONNECTED, NEWER])('%s与我们的推算给出同一行、同样的答复', (version) => {
  test.each(modelFiles(processesFolder, '.dmn'))('%s 的每一行各一例', async (file) => {
    const sets = await readSets(file);
    const examples = witnesses(sets);
    expect(examples.map(({ row }) => row)).toEqual(sets.table.rules.map(({ index }) => index));
    const asked = examples.map(({ inputs }) => inputs);
    expect(await askEngine(version, sets.table.id, asked)).toEqual(expectedOf(sets, asked));
  });

  test.each(modelFiles(processesFolder, '.dmn'))('%s 的任意情形', async (file) => {
    const sets = await readSets(file);
    const random = seededRandom(SEED);
    const asked = Array.from({ length: SAMPLES[file] ?? USUAL_SAMPLES }, () =>
      randomInputs(sets.axes, random),
    );
    const answers = await askEngine(version, sets.table.id, asked);
    expect(answers).toEqual(expectedOf(sets, asked));
    // A table of one row has no other to answer.
    const least = Math.min(2, sets.table.rules.length);
    expect(new Set(answers.flatMap(({ rules }) => rules)).size).toBeGreaterThanOrEqual(least);
  });
});

interface Answer {
  inputs: Inputs;
  outputs: unknown;
  rules: number[];
}

async function readSets(file: string): Promise<RowSets> {
  const table = await loadDecision(readFileSync(join(processesFolder, file), 'utf8'));
  const values = new Map(axesOf(table));
  return rowSetsOf(table, (expression) => values.get(expression) ?? []);
}

/** Twice ours: the rows by the bit sets that the proof rests on, the outputs by the evaluator. */
function expectedOf(sets: RowSets, asked: Inputs[]): Answer[] {
  return asked.map((inputs) => ({
    inputs,
    outputs: outputsOf(sets.table, inputs),
    rules: rowsFor(sets, inputs),
  }));
}

function outputsOf(table: DecisionTable, inputs: Inputs): unknown {
  return evaluateDecision(table, nested(inputs)).outputs;
}

async function askEngine(version: string, decisionId: string, asked: Inputs[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < asked.length; start += AT_ONCE) {
    const some = asked.slice(start, start + AT_ONCE);
    answers.push(...(await Promise.all(some.map((inputs) => askOnce(version, decisionId, inputs)))));
  }
  return answers;
}

async function askOnce(version: string, decisionId: string, inputs: Inputs): Promise<Answer> {
  const engine = engines[version];
  if (!engine) throw new Error(`no engine ${version}`);
  const answer = await engine.grpc.evaluateDecision({ decisionId, variables: nested(inputs) as never });
  const rules = answer.evaluatedDecisions.flatMap(({ matchedRules }) => matchedRules);
  return {
    inputs,
    outputs: JSON.parse(answer.decisionOutput),
    rules: rules.map(({ ruleIndex }) => Number(ruleIndex)),
  };
}
