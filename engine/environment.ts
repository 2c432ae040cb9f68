/** Environment variables: process.env, or what the launcher made. */
export type Environment = Readonly<Partial<Record<string, string>>>;

/** Where the engine is. Keys as Camunda's own clients name them. */
export interface EngineEnvironment {
  grpcAddress: string;
  restAddress: string;
  /** Spring actuator of the broker; only there can the clock be moved. Null: the clock can't be moved. */
  managementUrl: string | null;
}

/** Reads the engine's addresses; throws with the name of what is missing. */
export function readEngineEnvironment(env: Environment): EngineEnvironment {
  return {
    grpcAddress: required(env, 'ZEEBE_GRPC_ADDRESS'),
    restAddress: required(env, 'ZEEBE_REST_ADDRESS'),
    managementUrl: env['ZEEBE_MANAGEMENT_URL'] ?? null,
  };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`缺少环境变量 ${name}`);
  return value;
}
