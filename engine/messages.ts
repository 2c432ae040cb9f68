import type { EngineClients } from './clients';

/**
 * How long the engine remembers a message's id, and so takes it only once: longer than any outage of the relay.
 * Engine time, which demos move by months: the claim in the database catches what comes later.
 */
const MEMORY_MILLISECONDS = 30 * 24 * 60 * 60 * 1_000;

/** Publishes a message; the outbox id as message id makes a second telling harmless (law 1). */
export async function publishMessage(
  engine: EngineClients,
  message: { id: string; name: string; correlationKey: string; variables: Record<string, unknown> },
): Promise<'published' | 'already-published'> {
  try {
    await engine.grpc.publishMessage({
      name: message.name,
      correlationKey: message.correlationKey,
      messageId: message.id,
      timeToLive: MEMORY_MILLISECONDS,
      variables: message.variables as Record<string, string>,
    });
    return 'published';
  } catch (error) {
    if (isAlreadyExists(error)) return 'already-published';
    throw error;
  }
}

const GRPC_ALREADY_EXISTS = 6;

function isAlreadyExists(error: unknown): boolean {
  return (error as { code?: number }).code === GRPC_ALREADY_EXISTS;
}
