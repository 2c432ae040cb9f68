import { DatabaseError } from 'pg';

/** For a log: what and where. PostgreSQL's messages and details can quote what people wrote, so they stay out. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((frame) => /^\s+at /.test(frame));
  if (error instanceof DatabaseError) {
    const { code, table, constraint, routine } = error;
    return { name: 'DatabaseError', code, table, constraint, routine, frames };
  }
  return { name: error.name, message: error.message, frames };
}
