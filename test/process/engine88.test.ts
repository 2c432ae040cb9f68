import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision, loadDecision } from '../../domain/decisions';
import type { EngineClients } from '../../engine/clients';
import { readResources } from '../../engine/deploy';
import { connectTestEngine, deployModels } from '../../tools/engine88/deployCheck';
import { startTestEngine } from '../../tools/engine88/startTestEngine';
import type { TestEngine } from '../../tools/engine88/startTestEngine';
import { processesFolder } from '../../tools/models/modelFiles';
import { readVocabulary } from '../../tools/models/officeVocabulary';

const SEED = 47;
const SAMPLES = 200;
// The first time ever 128 MB are downloaded.
jest.setTimeout(300_000);

type Facts = Record<string, string | boolean>;

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

test('art-47：8.8 的引擎与我们的求值器对同样的公文给出同一条规则、同样的签发人', async () => {
  const table = await loadDecision(readFileSync(join(processesFolder, 'signatoryRoute.dmn'), 'utf8'));
  const random = seededRandom(SEED);
  const outcomes = new Set<unknown>();
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const facts = randomFacts(random);
    const ours = evaluateDecision(table, { facts });
    expect({ facts, ...(await askEngine(facts)) }).toEqual({
      facts,
      outputs: ours.outputs,
      rules: ours.matchedRules.map(({ index }) => index),
    });
    outcomes.add(ours.outputs?.['outcome']);
  }
  expect(outcomes).toEqual(new Set(['route', 'refuse']));
});

async function askEngine(facts: Facts): Promise<{ outputs: unknown; rules: number[] }> {
  const answer = await engine.grpc.evaluateDecision({
    decisionId: 'signatoryRoute',
    variables: { facts } as never,
  });
  const rules = answer.evaluatedDecisions.flatMap(({ matchedRules }) => matchedRules);
  return {
    outputs: JSON.parse(answer.decisionOutput),
    rules: rules.map(({ ruleIndex }) => Number(ruleIndex)),
  };
}

/** Any combination of the office's words. */
function randomFacts(random: () => number): Facts {
  const pick = <Value>(values: Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const words = Object.entries(readVocabulary().inputs).map(([name, values]): [string, string] => [
    name.slice('facts.'.length),
    pick(values).id,
  ]);
  return { ...Object.fromEntries(words), normative: pick([true, false]) };
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
