import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { tooManyAttempts } from './problems';

const PER_LOGIN = { failures: 10, minutes: 15 };
/** Higher: an office may stand behind one address. */
const PER_ADDRESS = { failures: 30, minutes: 10 };

/**
 * Stops guessing, of one password and of one password through many logins. Made once per application, so that
 * page and API count together. Successes do not count.
 */
export function loginLimit(): RequestHandler[] {
  return [
    limitFailures(PER_LOGIN, (request) => `${addressOf(request)} ${loginOf(request)}`),
    limitFailures(PER_ADDRESS, addressOf),
  ];
}

function limitFailures(
  { failures, minutes }: { failures: number; minutes: number },
  keyGenerator: (request: Request) => string,
): RequestHandler {
  return rateLimit({
    windowMs: minutes * 60 * 1000,
    limit: failures,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    handler: (_request, _response, next) => next(tooManyAttempts(minutes)),
  });
}

const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');

function loginOf(request: Request): string {
  const { login } = (request.body ?? {}) as { login?: unknown };
  return typeof login === 'string' ? login.trim().toLowerCase().slice(0, 64) : '';
}
