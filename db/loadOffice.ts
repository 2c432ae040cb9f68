import { hash as argon2 } from '@node-rs/argon2';
import { hash as bcrypt } from 'bcryptjs';
import { Client } from 'pg';
import { seriesOfBody } from '../domain/document/bodySeries';
import { seedCalendar } from './calendarSeed';
import { readOffice } from './officeSchema';
import type { Office } from './officeSchema';
import type { Queryable } from './pool';

export interface EngineAccount {
  login: string;
  displayName: string;
  /** bcrypt, without the "{bcrypt}" in front that Tasklist's and Operate's stores want. */
  passwordHash: string;
}

export interface LoadedOffice {
  /** For Tasklist: everyone who works on documents. */
  staff: EngineAccount[];
  /** For Operate. */
  admins: EngineAccount[];
  /** One per role, worth printing when the stack has started. Labels of posts in Chinese. */
  logins: { login: string; password: string; displayName: string; posts: string[] }[];
}

/** Low, since the demo's password is printed on the screen anyway. */
const BCRYPT_COST = 6;

/**
 * Loads offices/<office> into the database: what is missing comes in, what is there stays as it is, so that a
 * restart takes nothing back that was changed since. Needs the owner's role and the migrated schema.
 *
 * A person's accounts in the engine's applications follow the file's password and the database's name; who was
 * made inactive gets none.
 */
export async function loadOffice(adminUrl: string, officeFolder: string): Promise<LoadedOffice> {
  const office = await readOffice(officeFolder);
  const client = new Client({ connectionString: adminUrl, application_name: 'xingshu-load-office' });
  await client.connect();
  try {
    await client.query('begin');
    // Two starts at once must not both find a holding missing.
    await client.query(`select pg_advisory_xact_lock(hashtext('xingshu-load-office'))`);
    await loadTables(client, office);
    await client.query('commit');
    return await accountsOf(client, office);
  } finally {
    await client.end();
  }
}

/** The accounts that loadOffice gives, as they are by now; changes nothing. */
export async function readAccounts(sql: Queryable, officeFolder: string): Promise<LoadedOffice> {
  return accountsOf(sql, await readOffice(officeFolder));
}

/** Every insert takes its rows as one JSON array: some sixty people are not worth sixty round trips. */
async function loadTables(sql: Queryable, office: Office): Promise<void> {
  const insert = (statement: string, rows: unknown[]): Promise<unknown> =>
    sql.query(statement, [JSON.stringify(rows)]);
  const { people, portfolios } = office;

  await insert(insertOffice, [{ id: office.id, timeZone: office.timeZone }]);
  await insert(insertRanks, office.ranks);
  await insert(
    insertBodies,
    office.bodies.map((body, index) => ({ ...body, position: index + 1 })),
  );
  // One hash for all: they share the demo's password, and argon2 is slow on purpose.
  const passwordHash = await argon2(people.demoPassword);
  await insert(
    insertPersons,
    people.persons.map((person) => ({ ...person, passwordHash })),
  );
  await insert(insertAddresses, people.persons);
  await insert(insertPosts, people.posts);
  await insert(
    insertHoldings,
    people.persons.flatMap(({ id, posts }) =>
      posts.map((post) => ({ post, person: id, heldFrom: people.heldFrom, basis: people.basis })),
    ),
  );
  await insert(
    insertPortfolios,
    portfolios.portfolios.flatMap(({ post, bodies }) =>
      bodies.map((body) => ({ post, body, validFrom: portfolios.validFrom })),
    ),
  );
  await insert(
    insertPairings,
    portfolios.pairings.map((pairing) => ({ ...pairing, validFrom: portfolios.validFrom })),
  );
  await insert(insertSeries, everySeries(office));
  await insert(insertReadings, office.readings);
  await seedCalendar(sql, office.calendar);
}

/** One row for each body of a series that is per body. */
function everySeries({ series, bodies }: Office): Office['series'] {
  return series.flatMap((one) =>
    one.perBody ? bodies.flatMap((body) => seriesOfBody(one, body) ?? []) : [one],
  );
}

const insertOffice = `
  insert into office (id, time_zone)
  select id, "timeZone" from jsonb_to_recordset($1::jsonb) as row(id text, "timeZone" text)
  on conflict do nothing`;

const insertRanks = `
  insert into ranks (id, label, precedence)
  select id, label, precedence from jsonb_to_recordset($1::jsonb) as row(id text, label text, precedence integer)
  on conflict do nothing`;

const insertBodies = `
  insert into bodies (id, kind, name, short_name, position)
  select id, kind, name, "shortName", position
    from jsonb_to_recordset($1::jsonb) as row(id text, kind text, name text, "shortName" text, position integer)
  on conflict do nothing`;

const insertPersons = `
  insert into persons (id, login, display_name, password_hash, is_admin, email)
  select id, login, "displayName", "passwordHash", "isAdmin", email
    from jsonb_to_recordset($1::jsonb)
      as row(id text, login text, "displayName" text, "passwordHash" text, "isAdmin" boolean, email text)
  on conflict do nothing`;

// Whoever came in before there were addresses gets the file's; one that is there stays.
const insertAddresses = `
  update persons set email = row.email
    from jsonb_to_recordset($1::jsonb) as row(id text, email text)
   where persons.id = row.id and persons.email is null and row.email is not null`;

const insertPosts = `
  insert into posts (id, body_id, rank_id, label, is_principal, is_in_charge, duties)
  select id, body, rank, label, "isPrincipal", "isInCharge", array(select jsonb_array_elements_text(duties))
    from jsonb_to_recordset($1::jsonb) as row(id text, body text, rank text, label text,
      "isPrincipal" boolean, "isInCharge" boolean, duties jsonb)
  on conflict do nothing`;

// A holding that has ended is still known, so nobody is put back into a post he has left.
const insertHoldings = `
  insert into post_holdings (post_id, person_id, held_from, basis)
  select post, person, "heldFrom", basis
    from jsonb_to_recordset($1::jsonb) as row(post text, person text, "heldFrom" date, basis text)
   where not exists (select from post_holdings where post_id = post and person_id = person)`;

// A body that has ever been in a portfolio keeps the leader the database gives it (art 7).
const insertPortfolios = `
  insert into portfolios (post_id, body_id, valid_from)
  select post, body, "validFrom"
    from jsonb_to_recordset($1::jsonb) as row(post text, body text, "validFrom" date)
   where not exists (select from portfolios where body_id = body)`;

const insertPairings = `
  insert into secretary_pairings (secretary_post_id, leader_post_id, valid_from)
  select secretary, leader, "validFrom"
    from jsonb_to_recordset($1::jsonb) as row(secretary text, leader text, "validFrom" date)
   where not exists (select from secretary_pairings where leader_post_id = leader)`;

const insertSeries = `
  insert into number_series (id, mark, label)
  select id, mark, label from jsonb_to_recordset($1::jsonb) as row(id text, mark text, label text)
  on conflict do nothing`;

// The file gives the first choice; what was chosen since then is the register's.
const insertReadings = `
  insert into reading_choices (reading_id, option_id, since, chosen_by, basis)
  select given.id, given.chosen, given.since, given."chosenBy", given.basis
    from jsonb_to_recordset($1::jsonb) as given(id text, chosen text, since date, "chosenBy" text, basis text)
   where not exists (select from reading_choices where reading_id = given.id)`;

async function accountsOf(sql: Queryable, office: Office): Promise<LoadedOffice> {
  const { persons, posts, demoPassword, printedLogins } = office.people;
  const { rows } = await sql.query<{ login: string; display_name: string; is_admin: boolean }>(
    'select login, display_name, is_admin from persons where active and id = any($1) order by login',
    [persons.map(({ id }) => id)],
  );
  const passwordHash = await bcrypt(demoPassword, BCRYPT_COST);
  const accounts = rows.map(({ login, display_name, is_admin }) => ({
    account: { login, displayName: display_name, passwordHash },
    isAdmin: is_admin,
  }));
  const labels = new Map(posts.map(({ id, label }) => [id, label]));
  return {
    staff: accounts.filter(({ isAdmin }) => !isAdmin).map(({ account }) => account),
    admins: accounts.filter(({ isAdmin }) => isAdmin).map(({ account }) => account),
    logins: printedLogins.flatMap((login) => {
      const active = accounts.find(({ account }) => account.login === login);
      const held = persons.find((person) => person.login === login)?.posts ?? [];
      if (!active) return [];
      const { displayName } = active.account;
      return [
        { login, password: demoPassword, displayName, posts: held.map((post) => labels.get(post) ?? post) },
      ];
    }),
  };
}
