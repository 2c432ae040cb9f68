import type { Queryable } from './pool';

/** The table that the newest migration makes. */
const NEWEST_TABLE = 'outbox';

/** What is still missing before anyone can work, in Chinese; empty when nothing is. Never throws. */
export async function findMissing(sql: Queryable): Promise<string[]> {
  try {
    const { rows } = await sql.query<{ migrated: boolean }>(
      'select to_regclass($1) is not null as migrated',
      [NEWEST_TABLE],
    );
    if (!rows[0]?.migrated) return ['数据库结构尚未建立：请先执行迁移'];
    const { rows: loaded } = await sql.query<{ people: boolean; rules: boolean }>(
      `select exists (select from persons) as people, exists (select from rule_sets where is_current) as rules`,
    );
    return [
      ...(loaded[0]?.people ? [] : ['没有人员：请先载入单位数据']),
      ...(loaded[0]?.rules ? [] : ['没有规则集：请先部署流程和决策表（npm run deploy）']),
    ];
  } catch {
    return ['数据库无法连接'];
  }
}
