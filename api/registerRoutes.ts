import express from 'express';
import type { Express, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { authenticate, authorise } from './access';
import type { AnyRoute } from './defineRoute';
import type { Dependencies } from './dependencies';
import { invalid, notFound, unsupportedMedia } from './problems';
import { send } from './reply';
import { describeIssues } from './schemas/issues';

const BODY_LIMIT = '1mb';

const readJson = express.json({ limit: BODY_LIMIT, strict: false });
const readForm = express.urlencoded({ limit: BODY_LIMIT, extended: false });

/** Registers a route: authenticate → authorise → parse → one call → status. */
export function registerRoute(app: Express, route: AnyRoute, deps: Dependencies): void {
  const handler: RequestHandler = async (request, response) => {
    const account = await authenticate(deps, route.access, request.session.personId);
    const parameters = request.params as Record<string, string>;
    response.locals['personId'] = account?.personId;
    const caseId = await authorise(deps, route.access, account, parameters);
    response.locals['caseId'] = caseId ?? undefined;

    if (!route.before) await readBody(route, request, response);
    const call = {
      request,
      account,
      caseId,
      params: route.params ? parseParameters(route.params, parameters) : undefined,
      query: route.query ? parse(route.query, request.query) : undefined,
      body: route.body && route.bodyKind !== 'multipart' ? parse(route.body, request.body ?? {}) : undefined,
      log: caseId ? request.log.child({ caseId }) : request.log,
    };
    const reply = await route.handle(call, deps);
    const definition = route.replies[reply.status];
    if (!definition) throw new Error(`${route.method} ${route.path} 未声明应答 ${reply.status}`);
    // What the schema does not name never leaves: a column added to a query is not thereby published.
    send(
      response,
      reply.kind === 'json' && definition.schema
        ? { ...reply, body: definition.schema.parse(reply.body) }
        : reply,
    );
  };
  if (!route.before) {
    app[route.method](route.path, handler);
    return;
  }
  const readFirst: RequestHandler = async (request, response, next) => {
    await readBody(route, request, response);
    next();
  };
  app[route.method](route.path, readFirst, route.before, handler);
}

async function readBody(route: AnyRoute, request: express.Request, response: Response): Promise<void> {
  if (!route.body) return;
  const kind = route.bodyKind ?? 'json';
  if (kind === 'multipart') {
    if (!request.is('multipart/form-data')) throw unsupportedMedia('请以 multipart/form-data 上传文件。');
    return;
  }
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is(kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded')) {
    throw unsupportedMedia(kind === 'json' ? '请以 application/json 提交。' : '请以表单提交。');
  }
  const reader = kind === 'json' ? readJson : readForm;
  await new Promise<void>((resolve, reject) => {
    reader(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  return parsed.data;
}

/** A parameter of another shape names nothing that is there. */
function parseParameters(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notFound();
  return parsed.data;
}
