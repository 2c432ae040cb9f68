import { createPool } from '../db/pool';

export const PERSONS = 10_000;
export const BODIES = 1_000;

/** Fills an office's database beside the demo's own people. Ten persons in ten posts per body; the first of each heads it, and some leader has it in his portfolio. */
export async function crowd(adminUrl: string): Promise<void> {
  const admin = createPool(adminUrl, 1);
  const each = PERSONS / BODIES;
  try {
    await admin.query(
      `insert into bodies (id, kind, name, short_name, position)
       select 'body-' || n, 'department', '单位' || n, '单位' || n, 1000 + n from generate_series(1, $1) n`,
      [BODIES],
    );
    await admin.query(
      `insert into posts (id, body_id, label, is_principal, is_in_charge)
       select 'post-' || n || '-' || m, 'body-' || n, '职务' || m, m = 1, m <= 2
         from generate_series(1, $1) n, generate_series(1, $2) m`,
      [BODIES, each],
    );
    await admin.query(
      `insert into persons (id, login, display_name, password_hash)
       select 'person-' || n || '-' || m, 'p' || n || '.' || m, '人员' || n || '之' || m, 'x'
         from generate_series(1, $1) n, generate_series(1, $2) m`,
      [BODIES, each],
    );
    await admin.query(
      `insert into post_holdings (post_id, person_id, held_from, basis)
       select 'post-' || n || '-' || m, 'person-' || n || '-' || m, '2024-01-01', '测算'
         from generate_series(1, $1) n, generate_series(1, $2) m`,
      [BODIES, each],
    );
    await admin.query(
      `insert into portfolios (post_id, body_id, valid_from)
       select (select post_id from portfolios order by id limit 1), 'body-' || n, '2024-01-01' from generate_series(1, $1) n`,
      [BODIES],
    );
    await admin.query('analyze');
  } finally {
    await admin.end();
  }
}
