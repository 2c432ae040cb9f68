import type { Queryable } from './pool';

/** Who is at the keyboard. */
export interface Account {
  personId: string;
  login: string;
  displayName: string;
  isAdmin: boolean;
}

const COLUMNS = 'id as "personId", login, display_name as "displayName", is_admin as "isAdmin"';

/** An active person by login, with the argon2 hash to hold the password against; else null. */
export async function findLogin(
  sql: Queryable,
  login: string,
): Promise<(Account & { passwordHash: string }) | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS}, password_hash as "passwordHash" from persons where login = $1 and active`,
    [login],
  );
  return (rows[0] as (Account & { passwordHash: string }) | undefined) ?? null;
}

/** The active person of a session; null once the account was closed. */
export async function findAccount(sql: Queryable, personId: string): Promise<Account | null> {
  const { rows } = await sql.query(`select ${COLUMNS} from persons where id = $1 and active`, [personId]);
  return (rows[0] as Account | undefined) ?? null;
}
