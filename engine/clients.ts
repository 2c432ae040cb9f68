import { Camunda8 } from '@camunda8/sdk';
import type { EngineEnvironment } from './environment';

const SECOND = 1_000;

export type EngineClients = ReturnType<typeof createEngineClients>;

/**
 * The SDK's two clients: gRPC for jobs, messages and deployments, REST for user tasks. Authentication comes from
 * the SDK's own environment variables (CAMUNDA_AUTH_STRATEGY …).
 */
export function createEngineClients(environment: EngineEnvironment) {
  const camunda = new Camunda8({
    ZEEBE_GRPC_ADDRESS: environment.grpcAddress,
    ZEEBE_REST_ADDRESS: environment.restAddress,
    CAMUNDA_AUTH_STRATEGY: (process.env['CAMUNDA_AUTH_STRATEGY'] as 'NONE' | undefined) ?? 'NONE',
    CAMUNDA_LOG_LEVEL: 'error',
    // A restarted engine should be found again at once, and back-pressure must not grow into seconds.
    CAMUNDA_JOB_WORKER_MAX_BACKOFF_MS: SECOND,
    zeebeGrpcSettings: {
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      ZEEBE_GRPC_CLIENT_RETRY: true,
      GRPC_INITIAL_RECONNECT_BACKOFF_MS: '200',
      GRPC_MAX_RECONNECT_BACKOFF_MS: String(SECOND),
    },
  });
  return { grpc: camunda.getZeebeGrpcApiClient(), rest: camunda.getCamundaRestClient() };
}
