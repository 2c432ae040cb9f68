/** Environment variables: process.env, or what the launcher made. */
export type Environment = Readonly<Partial<Record<string, string>>>;

/** Where the engine is. Keys as Camunda's own clients name them. */
export interface EngineEnvironment {
  grpcAddress: string;
  restAddress: string;
  /** Spring actuator of the broker; only there can the clock be moved. Null: the clock can't be moved. */
  managementUrl: string | null;
  /** Header for requests outside the SDK, where the engine wants a login. */
  authorization?: string;
}

/** Reads the engine's addresses; throws with the name of what is missing. */
export function readEngineEnvironment(env: Environment): EngineEnvironment {
  return {
    grpcAddress: required(env, 'ZEEBE_GRPC_ADDRESS'),
    restAddress: required(env, 'ZEEBE_REST_ADDRESS'),
    managementUrl: env['ZEEBE_MANAGEMENT_URL'] ?? null,
    ...authorization(env),
  };
}

/** Basic authentication as the SDK's own variables give it. */
function authorization(env: Environment): { authorization?: string } {
  if (env['CAMUNDA_AUTH_STRATEGY'] !== 'BASIC') return {};
  const login = `${env['CAMUNDA_BASIC_AUTH_USERNAME'] ?? ''}:${env['CAMUNDA_BASIC_AUTH_PASSWORD'] ?? ''}`;
  return { authorization: `Basic ${Buffer.from(login, 'utf8').toString('base64')}` };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`缺少环境变量 ${name}`);
  return value;
}
