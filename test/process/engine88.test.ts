import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision, loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import type { EngineClients } from '../../engine/clients';
import { readResources } from '../../engine/deploy';
import { connectTestEngine, deployModels } from '../../tools/engine88/deployCheck';
import { startTestEngine } from '../../tools/engine88/startTestEngine';
import type { TestEngine } from '../../tools/engine88/startTestEngine';
import { modelFiles, processesFolder } from '../../tools/models/modelFiles';
import { axesOf, nested } from '../support/decisionTables';
import type { Inputs } from '../support/decisionTables';

const SEED = 47;
const SAMPLES = 100;
// The first time ever 128 MB are downloaded.
jest.setTimeout(300_000);

let testEngine: TestEngine;
let engine: EngineClients;
let deployed: number;
beforeAll(async () => {
  testEngine = await startTestEngine();
  engine = connectTestEngine(testEngine.grpcAddress);
  deployed = await deployModels(engine);
});
afterAll(async () => {
  await engine?.grpc.close();
  await testEngine?.stop();
});

test('8.8 的引擎接受全部流程、决策表和表单', async () => {
  expect(deployed).toBe((await readResources()).length);
});

test.each(modelFiles(processesFolder, '.dmn'))(
  '8.8 的引擎与我们的求值器对 %s 的同样输入给出同一行、同样的答复',
  async (file) => {
    const table = await loadDecision(readFileSync(join(processesFolder, file), 'utf8'));
    const random = seededRandom(SEED);
    const answered = new Set<unknown>();
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const inputs = randomInputs(table, random);
      const ours = evaluateDecision(table, nested(inputs));
      expect({ inputs, ...(await askEngine(table.id, inputs)) }).toEqual({
        inputs,
        outputs: ours.outputs,
        rules: ours.matchedRules.map(({ index }) => index),
      });
      answered.add(ours.matchedRules[0]?.index);
    }
    expect(answered.size).toBeGreaterThan(1);
  },
);

async function askEngine(decisionId: string, inputs: Inputs): Promise<{ outputs: unknown; rules: number[] }> {
  const answer = await engine.grpc.evaluateDecision({ decisionId, variables: nested(inputs) as never });
  const rules = answer.evaluatedDecisions.flatMap(({ matchedRules }) => matchedRules);
  return {
    outputs: JSON.parse(answer.decisionOutput),
    rules: rules.map(({ ruleIndex }) => Number(ruleIndex)),
  };
}

/** Any combination of the office's words. */
function randomInputs(table: DecisionTable, random: () => number): Inputs {
  return Object.fromEntries(
    axesOf(table).map(([expression, values]) => [
      expression,
      values[Math.floor(random() * values.length)] as Inputs[string],
    ]),
  );
}

/** mulberry32: the same numbers in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
