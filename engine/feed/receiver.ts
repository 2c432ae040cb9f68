import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import express from 'express';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { describeError } from '../../db/describeError';
import { projectBatch } from './projection';
import { parseFeedBatch } from './records';

export interface FeedReceiverOptions {
  /** Address to listen on; loopback unless a closed network of services needs more. */
  host: string;
  port: number;
  token: string;
  /** Answers whether this process is ready: its part of /readyz. */
  isReady: () => Promise<boolean>;
}

/**
 * The endpoint our exporter posts to: `POST /feed` with the batch as JSON, answered 204 once it stands in the
 * database and 503 otherwise, whereupon the exporter sends it again.
 */
export async function startFeedReceiver(
  pool: Pool,
  log: Logger,
  options: FeedReceiverOptions,
): Promise<Server> {
  const app = express();
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const ready = await options.isReady();
    response.status(ready ? 200 : 503).json({ ready });
  });
  app.post('/feed', express.text({ type: '*/*', limit: '64mb' }), async (request, response) => {
    if (!isToken(request.header('authorization'), options.token)) {
      response.status(401).end();
      return;
    }
    try {
      const batch = parseFeedBatch(String(request.body));
      await projectBatch(pool, request.header('x-engine-id') ?? '', batch);
      response.status(204).end();
    } catch (error) {
      log.error({ error: describeError(error) }, '引擎记录未能写入，引擎将重发');
      response.status(503).end();
    }
  });
  return new Promise((resolve, reject) => {
    const server = app.listen(options.port, options.host, (error) =>
      error ? reject(error) : resolve(server),
    );
  });
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
