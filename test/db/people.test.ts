import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { compare } from 'bcryptjs';
import { loadOffice } from '../../db/loadOffice';
import type { LoadedOffice } from '../../db/loadOffice';
import { loadPeopleSnapshot } from '../../db/people';
import { createPool } from '../../db/pool';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const office = join(__dirname, '../../offices/kashi');
const noon = new Date('2026-03-02T12:00:00+08:00');

let database: TestDatabase;
let loaded: LoadedOffice;
let admin: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await createTestDatabase();
  loaded = await loadOffice(database.adminUrl, office);
  admin = createPool(database.adminUrl, 2);
}, 60_000);

afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

const postsOf = async (personId: string, at: Date): Promise<string[]> =>
  (await loadPeopleSnapshot(database.pool, at)).holdings
    .filter((holding) => holding.personId === personId)
    .map(({ postId }) => postId);

const counts = async (): Promise<unknown> => {
  const { rows } = await admin.query(
    `select (select count(*) from persons) as persons, (select count(*) from post_holdings) as holdings,
            (select count(*) from portfolios) as portfolios, (select count(*) from secretary_pairings) as pairings,
            (select count(*) from number_series) as series`,
  );
  return rows[0];
};

describe('When an office is loaded', () => {
  test('then its people can sign in: argon2 in the database, bcrypt for the engine', async () => {
    const { rows } = await admin.query<{ password_hash: string }>(
      `select password_hash from persons limit 1`,
    );
    const [printed] = loaded.logins;
    expect(await verify(rows[0]?.password_hash ?? '', printed?.password ?? '')).toBe(true);
    expect(await compare(printed?.password ?? '', loaded.staff[0]?.passwordHash ?? '')).toBe(true);
  });

  test('then staff and admins are apart and nobody is both', () => {
    const staff = loaded.staff.map(({ login }) => login);
    expect(loaded.admins.length).toBeGreaterThan(0);
    expect(loaded.admins.filter(({ login }) => staff.includes(login))).toEqual([]);
  });

  test('then loading again, even twice at once, changes nothing', async () => {
    const before = await counts();
    await Promise.all([loadOffice(database.adminUrl, office), loadOffice(database.adminUrl, office)]);
    expect(await counts()).toEqual(before);
  });

  test('then what was changed since stays changed', async () => {
    await admin.query(`update persons set display_name = '改名' where id = 'wanjunru'`);
    await admin.query(`update persons set active = false where id = 'luheng'`);
    await admin.query(`update post_holdings set held_until = '2026-02-01' where person_id = 'wanjunru'`);
    await admin.query(
      `update portfolios set post_id = 'executive-deputy-commissioner' where body_id = 'market-supervision'`,
    );
    const before = await counts();
    const again = await loadOffice(database.adminUrl, office);

    expect(await counts()).toEqual(before);
    expect(again.staff.find(({ login }) => login === 'wanjunru')?.displayName).toBe('改名');
    expect(again.staff.some(({ login }) => login === 'luheng')).toBe(false);
    expect(await postsOf('wanjunru', noon)).toEqual([]);
  });
});

describe('When people are asked for at a moment', () => {
  test('then each official appears in his post, with the right that the application has', async () => {
    const people = await loadPeopleSnapshot(database.pool, noon);
    expect(people.at).toEqual(noon);
    expect(people.ranks.map(({ precedence }) => precedence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(people.posts.find(({ id }) => id === 'agriculture-head')).toEqual({
      id: 'agriculture-head',
      bodyId: 'agriculture',
      rankId: null,
      label: '农业农村局局长',
      isPrincipal: true,
      isInCharge: true,
      duties: [],
    });
    expect(people.holdings).toContainEqual({
      personId: 'adili',
      postId: 'agriculture-head',
      since: new Date('2024-01-01T00:00:00+08:00'),
    });
    expect(people.portfolios).toContainEqual({
      postId: 'deputy-commissioner-agriculture',
      bodyId: 'agriculture',
    });
  });

  test('then before anybody took office there is nobody', async () => {
    const people = await loadPeopleSnapshot(database.pool, new Date('2020-01-01T00:00:00Z'));
    expect(people.holdings).toEqual([]);
    expect(people.portfolios).toEqual([]);
  });

  test('then who leaves on a day holds the post until that day begins in the office’s zone', async () => {
    await admin.query(`update post_holdings set held_until = '2026-03-10' where person_id = 'luqinghe'`);
    const lastMoment = new Date('2026-03-09T23:59:59+08:00');
    const firstMomentAfter = new Date('2026-03-10T00:00:00+08:00');
    expect(await postsOf('luqinghe', lastMoment)).toHaveLength(1);
    expect(await postsOf('luqinghe', firstMomentAfter)).toEqual([]);
  });

  test('then a change is seen at once, also by whoever made it before he commits, and is gone after a rollback', async () => {
    const isPresent = async (sql: Queryable) =>
      (await loadPeopleSnapshot(sql, noon)).persons.some(({ id }) => id === 'adili');
    expect(await isPresent(database.pool)).toBe(true);
    const undone = withTransaction(admin, async (sql) => {
      await sql.query(`update persons set active = false where id = 'adili'`);
      expect(await isPresent(sql)).toBe(false);
      expect(await isPresent(database.pool)).toBe(true);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await isPresent(database.pool)).toBe(true);
  });

  test('then an inactive person is found nowhere', async () => {
    const people = await loadPeopleSnapshot(database.pool, noon);
    expect(people.persons.some(({ id }) => id === 'luheng')).toBe(false);
    expect(people.holdings.some(({ personId }) => personId === 'luheng')).toBe(false);
    expect(people.persons).toContainEqual({ id: 'adili', login: 'adili', displayName: '阿迪力·喀斯木' });
  });

  test('then the application can read people but not change them', async () => {
    await expect(database.pool.query(`update persons set is_admin = true`)).rejects.toThrow(
      /permission denied/,
    );
  });
});
