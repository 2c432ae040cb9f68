import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Dependencies } from './dependencies';

declare module 'express-session' {
  interface SessionData {
    personId: string;
  }
}

/** A working day with its overtime; every request renews it. */
const IDLE_MILLISECONDS = 12 * 60 * 60 * 1000;

/** Sessions in PostgreSQL: a restart of the API logs nobody out. */
export function createSessions(
  deps: Pick<Dependencies, 'pool' | 'sessionSecret' | 'publicUrl' | 'logger'>,
): RequestHandler {
  const Store = connectPgSimple(session);
  const store = new Store({
    pool: deps.pool,
    tableName: 'sessions',
    createTableIfMissing: false,
    errorLog: () => deps.logger.warn('sessions: database not reachable'),
  });
  return session({
    store,
    name: 'xingshu',
    secret: deps.sessionSecret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.publicUrl.startsWith('https:'),
      maxAge: IDLE_MILLISECONDS,
    },
  });
}

/** A new session id at login, so that one planted before it is worth nothing. */
export async function startSession(request: Request, personId: string): Promise<void> {
  await called((done) => request.session.regenerate(done));
  request.session.personId = personId;
  await called((done) => request.session.save(done));
}

export async function endSession(request: Request): Promise<void> {
  await called((done) => request.session.destroy(done));
}

function called(work: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => work((error) => (error ? reject(error as Error) : resolve())));
}
