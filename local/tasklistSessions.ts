import { bulk, listDocuments } from './openSearchDocuments';

// The name that the 8.6.0 distribution gives it; filled because `persistentSessionsEnabled` is on.
const sessions = 'tasklist-web-session-1.1.0_';

/** Ends the open sessions of these logins in Tasklist: their next click leads to the login page. */
export async function endSessions(url: string, logins: readonly string[]): Promise<void> {
  if (logins.length === 0) return;
  const found = await listDocuments(url, sessions);
  const theirs = found.filter(({ _source }) => logins.some((login) => isOf(_source, login)));
  await bulk(
    url,
    sessions,
    theirs.map(({ _id }) => ({ delete: { _index: sessions, _id } })),
  );
}

/** A session holds its user only inside Java's serialized form, where a text follows its length. */
function isOf(session: Record<string, unknown>, login: string): boolean {
  const name = Buffer.from(login);
  const written = Buffer.concat([Buffer.from([0x74, name.length >> 8, name.length & 0xff]), name]);
  return textsIn(session).some((text) => Buffer.from(text, 'base64').includes(written));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}
