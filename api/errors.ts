import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { DatabaseError } from 'pg';
import { describeError } from '../db/describeError';
import type { Dependencies } from './dependencies';
import { isForPrograms } from './openapi';
import { problemPage } from './pages/problemPage';
import {
  malformed,
  notFound,
  Problem,
  tooLarge,
  unavailable,
  unexpected,
  unsupportedMedia,
} from './problems';

/** No route of that name. */
export const refuseUnknownRoute: RequestHandler = (_request, _response, next) => next(notFound('这个地址'));

/** The one place where errors become answers: problem+json for programs, a page with the same words for people. */
export function answerErrors(deps: Dependencies): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toProblem(error);
    const { status, code } = problem.details;
    if (status >= 500) request.log.error({ event: 'request.failed', code, error: describeError(error) });
    else response.locals['problem'] = code;
    if (response.headersSent) return next(error);

    response.set(problem.details.headers ?? {});
    if (isForPrograms(request)) return void sendProblem(response, problem);
    if (status === 401 && request.method === 'GET' && code === 'unauthenticated')
      return toLogin(request, response);
    response.status(status).type('html').send(problemPage(deps.office, problem).toString());
  };
}

function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.details.status).type('application/problem+json').send(JSON.stringify(problem));
}

function toLogin(request: Request, response: Response): void {
  response.redirect(303, `/login?next=${encodeURIComponent(request.originalUrl)}`);
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, code } = error as { type?: string; code?: string };
  if (error instanceof URIError) return notFound('这个地址');
  switch (type) {
    case 'entity.parse.failed':
      return malformed('malformed-json', '无法读取', '提交的内容不是有效的 JSON，请检查格式后重试。');
    case 'entity.too.large':
      return tooLarge('提交的内容超过 1 MB，请精简正文，或把大段材料改为附件。');
    case 'parameters.too.many':
      return tooLarge('提交的项目过多，请精简后重试。');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return unsupportedMedia('请以 UTF-8 编码提交，不要使用其他编码或压缩。');
    case 'request.aborted':
    case 'request.size.invalid':
      return malformed('aborted', '提交中断', '提交中途断开，请重试。');
  }
  return isConnectionFault(error, code) ? unavailable() : unexpected();
}

// Class 08 = connection, 57P = the server is stopping or starting, 53 = it has no room for another connection.
const CONNECTION_STATES = /^(08|53|57P)/;
const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT']);

function isConnectionFault(error: unknown, code: string | undefined): boolean {
  if (error instanceof DatabaseError) return CONNECTION_STATES.test(code ?? '');
  if (code !== undefined && CONNECTION_CODES.has(code)) return true;
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message)
  );
}
