import pino from 'pino';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock';

/** JSON lines at the office's time. Nothing that people wrote is ever logged: ids, outcomes and durations only. */
export function createLogger(clock: Clock, level = 'info'): Logger {
  return pino({
    level,
    base: { part: 'api' },
    timestamp: () => `,"time":"${clock.now().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  });
}
