import { createDocument } from 'zod-openapi';
import type { ZodOpenApiObject, ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import type { z } from 'zod';
import type { AnyRoute } from './defineRoute';
import type { Office } from './office';
import { problem } from './schemas/common';

const MEDIA_TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
};

/** OpenAPI 3.1 of every route that programs call; pages are for people. */
export function createOpenApi(office: Office, routes: AnyRoute[]): unknown {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes.filter(isForPrograms)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: office.systemName,
      version: '1',
      description: '错误一律为 RFC 9457 problem+json，说明为中文。',
    },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'xingshu' } } },
    paths,
  };
  return createDocument(document, {
    override: ({ jsonSchema, zodSchema }) => {
      if (zodSchema._zod.def.type !== 'date') return;
      jsonSchema.type = 'string';
      jsonSchema.format = 'date-time';
    },
  });
}

/** Everything but the pages. */
export function isForPrograms({ path }: Pick<AnyRoute, 'path'>): boolean {
  return path.startsWith('/api/') || path === '/healthz' || path === '/readyz';
}

function operationOf(route: AnyRoute): ZodOpenApiOperationObject {
  const { access } = route;
  return {
    operationId: `${route.method}${route.path.replace(/\W+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    ...(access.role === 'public' ? {} : { security: [{ session: [] }] }),
    ...(access.relation === 'none' ? {} : { 'x-relation': access.relation }),
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
    },
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { [MEDIA_TYPES[route.bodyKind ?? 'json']]: { schema: route.body } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.replies).map(([status, reply]) => [
          status,
          {
            description: reply.description,
            ...(reply.schema ? { content: { 'application/json': { schema: reply.schema } } } : {}),
            ...(reply.mediaType ? { content: { [reply.mediaType]: {} } } : {}),
          },
        ]),
      ),
      default: { description: '未成功', content: { 'application/problem+json': { schema: problem } } },
    },
  };
}
