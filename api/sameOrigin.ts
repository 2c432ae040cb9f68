import type { RequestHandler } from 'express';
import { forbidden } from './problems';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Against forged requests from other sites: what a browser sends to change something must come from these very
 * pages. Browsers say so in Sec-Fetch-Site or Origin; programs send neither and bring no one else's cookie.
 * Tasklist on another port of the same host counts as another site.
 */
export function requireSameOrigin(publicUrl: string): RequestHandler {
  const publicHost = new URL(publicUrl).host;
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return next(forged());
    const origin = request.get('origin');
    if (origin !== undefined && !isOneOf(origin, [publicHost, request.get('host')])) return next(forged());
    next();
  };
}

function isOneOf(origin: string, hosts: (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

const forged = () => forbidden('请求来自其他网站，已拒绝。请在本系统的页面上操作。');
