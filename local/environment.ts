/** What the app's processes, tests and tools are told about the stack. A type alias, so that it passes as a record. */
export type StackEnvironment = {
  /** Role xingshu_app. */
  DATABASE_URL: string;
  /** Role xingshu_owner: migrations, loading an office, test databases. */
  DATABASE_ADMIN_URL: string;
  ZEEBE_GRPC_ADDRESS: string;
  ZEEBE_REST_ADDRESS: string;
  /** Actuators, the engine's clock among them. Missing with somebody else's engine unless they name it. */
  ZEEBE_MANAGEMENT_URL?: string;
  TASKLIST_URL?: string;
  OPERATE_URL?: string;
  OPENSEARCH_URL?: string;
  XINGSHU_PORT_API: string;
  XINGSHU_PORT_FEED: string;
  XINGSHU_FEED_TOKEN: string;
  XINGSHU_ENGINE_ID: string;
  XINGSHU_PUBLIC_URL: string;
  XINGSHU_OFFICE: string;
  /** `open`: others than our services may reach the engine, so Tasklist's signatures are demo-grade. */
  XINGSHU_ENGINE_REACH: string;
  XINGSHU_SESSION_SECRET: string;
  XINGSHU_DATA_DIRECTORY: string;
  /** Where the weekly digests are mailed: files in the data folder, unless the caller names a server. */
  MAIL_URL: string;
};

/** Addresses of services that exist already and are used instead of starting our own. */
export interface ExistingServices {
  engine: { grpc: string; rest: string } | undefined;
  database: { url: string; adminUrl: string } | undefined;
}

/** Reads from the caller's environment which services exist already; both addresses of a pair are needed. */
export function existingServices(environment: NodeJS.ProcessEnv): ExistingServices {
  const { ZEEBE_GRPC_ADDRESS: grpc, ZEEBE_REST_ADDRESS: rest } = environment;
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = environment;
  return {
    engine: grpc && rest ? { grpc, rest } : undefined,
    database: url && adminUrl ? { url, adminUrl } : undefined,
  };
}
