import { createEngineClients } from '../../engine/clients';
import type { EngineClients } from '../../engine/clients';
import { asSdkResource, readResources } from '../../engine/deploy';
import { startTestEngine } from './startTestEngine';

/** A client of a test engine, which speaks gRPC alone. */
export function connectTestEngine(grpcAddress: string): EngineClients {
  return createEngineClients({ grpcAddress, restAddress: 'http://127.0.0.1:1', managementUrl: null });
}

/**
 * Starts an 8.8 engine, deploys all diagrams, tables and forms to it and stops it again.
 *
 * @returns how many files it took; throws with the engine's words where it refuses one.
 */
export async function deployToTestEngine(): Promise<number> {
  const testEngine = await startTestEngine();
  try {
    const engine = connectTestEngine(testEngine.grpcAddress);
    try {
      return await deployModels(engine);
    } finally {
      await engine.grpc.close();
    }
  } finally {
    await testEngine.stop();
  }
}

/** One request, as in service: `bindingType="deployment"` binds what comes together. */
export async function deployModels(engine: EngineClients): Promise<number> {
  const resources = await readResources();
  const answer = await engine.grpc.deployResources(resources.map(asSdkResource));
  const taken = new Set(
    answer.deployments.flatMap((deployed) => Object.values(deployed as object).map(resourceName)),
  );
  const missing = resources.filter(({ name }) => !taken.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`Camunda 8.8 没有接受：${missing.join('、')}`);
  return resources.length;
}

function resourceName(metadata: unknown): string | undefined {
  return (metadata as { resourceName?: string } | null)?.resourceName;
}
