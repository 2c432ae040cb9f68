import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/pool';
import { readOfficeTime } from '../db/clock';
import type { EngineEnvironment } from './environment';
import { readEngineTime } from './clock';

export interface Finding {
  check: string;
  /** Chinese: what is wrong and with which case. */
  message: string;
}

interface Check {
  name: string;
  /** Each row is a finding; its column `message` says it. */
  sql: string;
}

const LONGEST_CLOCK_DIFFERENCE_MILLISECONDS = 5_000;

/** What the database can tell about itself and about the engine's feed. */
const checks: Check[] = [
  {
    name: '办件与流程实例',
    sql: `select format('《%s》（%s）已提交，但没有流程实例承办', title, cases.id) as message
            from cases left join case_instances on case_id = cases.id
           where status = 'in-progress' and case_id is null
             and not exists (select from outbox where outbox.case_id = cases.id and settled_at is null)`,
  },
  {
    name: '在引擎中被直接终止的流程',
    sql: `select format('《%s》（%s）在办，但流程实例 %s 已被终止', title, cases.id, process_instance_key) as message
            from cases join case_instances on case_id = cases.id join engine_instances using (process_instance_key)
           where status = 'in-progress' and state = 'terminated'`,
  },
  {
    name: '已办结而未印发的办件',
    sql: `select format('《%s》（%s）流程已结束，办件仍为在办', title, cases.id) as message
            from cases join case_instances on case_id = cases.id join engine_instances using (process_instance_key)
           where status = 'in-progress' and state = 'completed'`,
  },
  {
    name: '无记录的任务',
    sql: `select format('引擎任务 %s（%s）没有对应的环节记录', user_task_key, inbox_tasks.element_id) as message
            from inbox_tasks left join steps using (element_instance_key)
           where inbox_tasks.state = 'created' and steps.element_instance_key is null`,
  },
  {
    name: '未处理的故障',
    sql: `select format('流程实例 %s 在 %s 停住：%s', process_instance_key, element_id, message) as message
            from incidents where resolved_at is null`,
  },
  {
    name: '迟迟未送达引擎的事项',
    sql: `select format('发件箱 %s（%s）已试 %s 次：%s', id, kind, attempts, last_error) as message
            from outbox where settled_at is null and attempts > 5`,
  },
  {
    name: '发文字号连续',
    sql: `select format('%s %s 年应有 %s 个字号，实有 %s 个', series_id, counters.year, last_number, count(numbers.id)) as message
            from number_counters as counters left join document_numbers as numbers using (series_id, year)
           group by series_id, counters.year, last_number having count(numbers.id) <> last_number`,
  },
  {
    name: '办理过程记录的散列链',
    sql: `select format('办件 %s 的第 %s 条记录与散列不符', case_id, sequence) as message
            from (select *, lag(hash, 1, repeat('0', 64)) over (partition by case_id order by sequence) as expected
                    from ledger_entries) as entry
           where previous_hash <> expected
              or hash <> ledger_entry_hash((select ledger_entries from ledger_entries
                   where case_id = entry.case_id and sequence = entry.sequence))`,
  },
  {
    name: '印发件有签发、字号和正式文本',
    sql: `select format('《%s》（%s）已印发，但缺签发、字号或正式文本', title, id) as message
            from cases
           where status = 'issued' and not (
                 exists (select from signatures where case_id = cases.id and void_reason is null)
             and exists (select from document_numbers where case_id = cases.id and void_reason is null)
             and exists (select from renditions where case_id = cases.id))`,
  },
];

/** Compares database and engine, and answers what does not fit (law 9). Changes nothing. */
export async function examine(sql: Queryable, environment: EngineEnvironment): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const { rows } = await sql.query<{ message: string }>(check.sql);
    findings.push(...rows.map(({ message }) => ({ check: check.name, message })));
  }
  return [...findings, ...(await examineClock(sql, environment))];
}

async function examineClock(sql: Queryable, { managementUrl }: EngineEnvironment): Promise<Finding[]> {
  if (!managementUrl) return [];
  const check = '引擎时钟';
  try {
    const difference = Math.abs((await readOfficeTime(sql)) - (await readEngineTime(managementUrl)));
    if (difference <= LONGEST_CLOCK_DIFFERENCE_MILLISECONDS) return [];
    return [
      {
        check,
        message: `引擎与系统时钟相差 ${Math.round(difference / 1_000)} 秒，请执行 npm run clock -- +0d`,
      },
    ];
  } catch {
    return [{ check, message: `引擎没有回应（${managementUrl}）` }];
  }
}

/**
 * Tells the engine again of cases that no instance took up (its data were lost, or the message expired). The claim
 * in the database makes one that arrives after all harmless.
 *
 * @returns how many cases were started again
 */
export async function restartUnclaimedCases(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ id: string; payload: unknown }>(
    `select distinct on (cases.id) cases.id, outbox.payload
       from cases join outbox on outbox.case_id = cases.id and outbox.kind = 'publish-message'
       left join case_instances on case_instances.case_id = cases.id
      where status = 'in-progress' and case_instances.case_id is null
        and not exists (select from outbox as waiting where waiting.case_id = cases.id and waiting.settled_at is null)
      order by cases.id, outbox.created_at`,
  );
  for (const row of rows) {
    const id = randomUUID();
    await sql.query(
      `insert into outbox (id, kind, case_id, payload, effect_key) values ($1, 'publish-message', $2, $3, $4)`,
      [id, row.id, JSON.stringify(row.payload), `restart:${id}`],
    );
  }
  return rows.length;
}
