import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Account } from '../db/accounts';
import type { Access } from './access';
import type { Dependencies } from './dependencies';
import type { Reply } from './reply';

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: who asks, which case it is about, and the request as its schemas parsed it. */
export interface Call<P extends Shape, Q extends Shape, B extends Shape, A extends Access> {
  request: Request;
  account: A['role'] extends 'public' ? Account | null : Account;
  caseId: A['relation'] extends 'none' ? null : string;
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  log: Logger;
}

/** One possible answer: a schema (JSON), or a media type. */
export interface ReplyDefinition {
  description: string;
  schema?: z.ZodType;
  mediaType?: string;
}

/**
 * A route in one place: what it is called, who may call it, what it takes and what it answers. Registration
 * (registerRoutes.ts), OpenAPI (openapi.ts) and the access test all read this and nothing else.
 */
export interface RouteDefinition<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  A extends Access = Access,
> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** As express writes it: `/api/v1/cases/:id`. */
  path: string;
  summary: string;
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** How the body comes; a multipart body is read by the handler and its schema only documents it. */
  bodyKind?: 'json' | 'form' | 'multipart';
  replies: Record<number, ReplyDefinition>;
  /** Run before authentication, such as a limit of attempts. Sees a parsed body of kind json or form. */
  before?: RequestHandler[];
  handle(call: Call<P, Q, B, A>, deps: Dependencies): Promise<Reply>;
}

/** A route whose types nobody outside it needs. */
export type AnyRoute = Omit<RouteDefinition<Shape, Shape, Shape>, 'handle'> & {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  handle(call: any, deps: Dependencies): Promise<Reply>;
};

/** Keeps a definition's types together; does nothing else. */
export function defineRoute<
  const A extends Access,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
>(definition: RouteDefinition<P, Q, B, A>): AnyRoute {
  return definition as AnyRoute;
}
