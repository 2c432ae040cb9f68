import type { StackEnvironment } from './environment';

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
 * Writes the logins into the user indices: staff and administrators into Tasklist, administrators alone into
 * Operate, where one can change and cancel cases. The built-in users are removed.
 * Does nothing without our own OpenSearch (broker profile, somebody else's engine).
 */
export async function createLogins(
  environment: StackEnvironment,
  staff: Login[],
  admins: Login[],
): Promise<void> {
  const url = environment.OPENSEARCH_URL;
  if (!url) return;
  const everyone = new Map([...staff, ...admins].map((person) => [person.login, person]));
  await replaceUsers(url, tasklistUsers, [...everyone.values()]);
  await replaceUsers(url, operateUsers, admins);
}

async function replaceUsers(url: string, index: string, people: Login[]): Promise<void> {
  const kept = new Set(people.map((person) => person.login));
  const lines = [
    ...builtInUsers
      .filter((user) => !kept.has(user))
      .map((user) => ({ delete: { _index: index, _id: user } })),
    ...people.flatMap((person) => [{ index: { _index: index, _id: person.login } }, document(person)]),
  ];
  const response = await fetch(`${url}/_bulk?refresh=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json()) as { items?: BulkItem[] };
  const refused = answer.items?.find((item) => item.index?.error);
  if (!response.ok || refused)
    throw new Error(`建立登录账号失败（${index}）：${JSON.stringify(refused ?? answer).slice(0, 300)}`);
}

interface BulkItem {
  index?: { error?: unknown };
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
