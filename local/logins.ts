import type { StackEnvironment } from './environment';
import { bulk, listDocuments } from './openSearchDocuments';
import { endSessions } from './tasklistSessions';

/** Somebody who logs in to Tasklist or Operate of the local stack. */
export interface Login {
  login: string;
  displayName: string;
  /** bcrypt, as `$2a$…`, `$2b$…` or `$2y$…`. */
  passwordHash: string;
}

// The names that the 8.6.0 distribution gives its user indices.
const tasklistUsers = 'tasklist-user-1.4.0_';
const operateUsers = 'operate-user-1.2.0_';
/** Users that Tasklist and Operate make at each start. */
const builtInUsers = ['demo', 'act', 'view'];

/**
 * Makes the logins those of these people: staff and administrators in Tasklist, administrators alone in Operate, where
 * one can change and cancel cases. Whoever else is there loses his login, the built-in users too, and with it whatever
 * session he has open in Tasklist. Does nothing without our own OpenSearch (broker profile, somebody else's engine).
 */
export async function replaceLogins(
  environment: StackEnvironment,
  staff: Login[],
  admins: Login[],
): Promise<void> {
  const url = environment.OPENSEARCH_URL;
  if (!url) return;
  const everyone = new Map([...staff, ...admins].map((person) => [person.login, person]));
  const removed = await replaceUsers(url, tasklistUsers, [...everyone.values()]);
  await endSessions(url, removed);
  await replaceUsers(url, operateUsers, admins);
}

/** @returns who lost his login */
async function replaceUsers(url: string, index: string, people: Login[]): Promise<string[]> {
  const kept = new Set(people.map((person) => person.login));
  const found = await listDocuments(url, index);
  const removed = [...new Set([...builtInUsers, ...found.map(({ _id }) => _id)])].filter(
    (user) => !kept.has(user),
  );
  await bulk(url, index, [
    ...removed.map((user) => ({ delete: { _index: index, _id: user } })),
    ...people.flatMap((person) => [{ index: { _index: index, _id: person.login } }, document(person)]),
  ]);
  return removed;
}

function document(person: Login): object {
  return {
    id: person.login,
    userId: person.login,
    displayName: person.displayName,
    password: `{bcrypt}${person.passwordHash}`,
    // The role USER does not exist on 8.6.0.
    roles: ['OPERATOR'],
  };
}
