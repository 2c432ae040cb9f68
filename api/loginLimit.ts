import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { tooManyAttempts } from './problems';

const WINDOW_MILLISECONDS = 15 * 60 * 1000;
const FAILURES_PER_LOGIN = 10;

/** Stops guessing: so many failures per login and address in a quarter of an hour. Successes do not count. */
export function loginLimit(): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MILLISECONDS,
    limit: FAILURES_PER_LOGIN,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request: Request) => {
      const { login } = (request.body ?? {}) as { login?: unknown };
      const name = typeof login === 'string' ? login.trim().toLowerCase().slice(0, 64) : '';
      return `${ipKeyGenerator(request.ip ?? '')} ${name}`;
    },
    handler: (_request, _response, next) => next(tooManyAttempts()),
  });
}
