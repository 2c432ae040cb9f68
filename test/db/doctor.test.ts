import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { createPool } from '../../db/pool';
import { examine, restartUnclaimedCases } from '../../engine/doctor';
import { insertSubmittedCase, prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
let owner: Pool;
let nextKey = 1;

beforeEach(async () => {
  database = await createTestDatabase();
  owner = createPool(database.adminUrl, 1);
  await prepareOffice(database);
}, 60_000);
afterEach(async () => {
  await owner?.end();
  await database?.drop();
});

/** All findings, as "check：message". With the application's rights, as in service. */
async function findings(): Promise<string[]> {
  const found = await examine(database.pool, { grpcAddress: '', restAddress: '', managementUrl: null });
  return found.map(({ check, message }) => `${check}：${message}`);
}

const newKey = (): string => String(nextKey++);

interface Running {
  caseId: string;
  instance: string;
  step: string;
  task: string;
}

/** A case as it stands in good order: claimed by a running instance, one step open with its task in the inbox. */
async function runningCase(): Promise<Running> {
  const caseId = await insertSubmittedCase(database.pool);
  const [instance, step, task] = [newKey(), newKey(), newKey()];
  const version = randomUUID();
  await owner.query(
    `insert into outbox (id, kind, case_id, payload, effect_key, settled_at, outcome)
     values (gen_random_uuid(), 'publish-message', $1, '{"name": "first"}', $2, app_now(), 'published')`,
    [caseId, `submitted:${caseId}`],
  );
  await owner.query('insert into case_instances (case_id, process_instance_key) values ($1, $2)', [
    caseId,
    instance,
  ]);
  await owner.query(
    `insert into engine_instances (process_instance_key, process_id, version, state, started_at)
     values ($1, 'document-approval', 1, 'active', app_now())`,
    [instance],
  );
  await owner.query(
    `insert into document_versions (id, case_id, number, content, sha256, created_by, effect_key, change)
     select $1, id, 1, '{}', 'hash', drafter_person_id, $2, 'first' from cases where id = $3`,
    [version, `version:${version}`, caseId],
  );
  await owner.query(
    `insert into steps (element_instance_key, case_id, process_instance_key, element_id, label, act, decisions,
                        version_id, reason, rule, due_at, due_provisional)
     values ($1, $2, $3, 'userTask_Review', '审核', '审核', '{return,agree}', $4, '', '{}', app_now(), false)`,
    [step, caseId, instance, version],
  );
  await owner.query(
    `insert into step_holders (element_instance_key, person_id, post_id)
     select $1, drafter_person_id, drafter_post_id from cases where id = $2`,
    [step, caseId],
  );
  await owner.query(
    `insert into inbox_tasks (user_task_key, element_instance_key, process_instance_key, element_id, state, created_at)
     values ($1, $2, $3, 'userTask_Review', 'created', app_now())`,
    [task, step, instance],
  );
  return { caseId, instance, step, task };
}

async function declare(step: string, age: string): Promise<void> {
  await owner.query(
    `insert into intents (id, element_instance_key, person_id, post_id, decision, opinion, version_sha256, declared_at)
     select gen_random_uuid(), element_instance_key, person_id, post_id, 'agree', '', 'hash', app_now() - $2::interval
       from step_holders where element_instance_key = $1`,
    [step, age],
  );
}

async function number(caseId: string, value: number): Promise<void> {
  await owner.query(
    `insert into document_numbers (series_id, year, number, case_id)
     select id, 2026, $1, $2 from number_series order by id limit 1`,
    [value, caseId],
  );
}

async function count(lastNumber: number): Promise<void> {
  await owner.query(
    `insert into number_counters (series_id, year, last_number)
     select id, 2026, $1 from number_series order by id limit 1
     on conflict (series_id, year) do update set last_number = excluded.last_number`,
    [lastNumber],
  );
}

test('办件、环节、任务、字号都相符：没有发现', async () => {
  const { caseId, step } = await runningCase();
  await declare(step, '5 seconds');
  await number(caseId, 1);
  await count(1);
  expect(await findings()).toEqual([]);
});

describe('已提交而没有流程实例承办', () => {
  const sent = (caseId: string, settled: string | null) =>
    owner.query(
      `insert into outbox (id, kind, case_id, payload, effect_key, settled_at)
       values (gen_random_uuid(), 'publish-message', $1, '{"name": "first"}', $2, app_now() - $3::interval)`,
      [caseId, `submitted:${caseId}`, settled],
    );

  test('消息还在发件箱，或送达不到 30 秒：不算问题，也不重送', async () => {
    await sent(await insertSubmittedCase(database.pool), null);
    await sent(await insertSubmittedCase(database.pool), '20 seconds');
    expect(await findings()).toEqual([]);
    expect(await restartUnclaimedCases(database.pool)).toBe(0);
  });

  test('送达已逾 30 秒：报告，并可重送一次', async () => {
    const caseId = await insertSubmittedCase(database.pool);
    await sent(caseId, '40 seconds');
    expect(await findings()).toEqual([
      expect.stringMatching(new RegExp(`^办件与流程实例：.*${caseId}.*没有流程实例承办`)),
    ]);
    expect(await restartUnclaimedCases(database.pool)).toBe(1);
    expect(await restartUnclaimedCases(database.pool)).toBe(0);
    const { rows } = await owner.query('select payload from outbox where settled_at is null');
    expect(rows).toEqual([{ payload: { name: 'first' } }]);
  });

  test('已有实例承办的，不再重送，即使引擎记录里没有这个实例', async () => {
    const { instance } = await runningCase();
    await owner.query(`update outbox set settled_at = app_now() - interval '1 hour'`);
    await owner.query(`update case_instances set claimed_at = app_now() - interval '1 hour'`);
    await owner.query('delete from engine_instances');
    expect(await findings()).toEqual([
      expect.stringMatching(
        new RegExp(`^承办实例的引擎记录：.*流程实例 ${instance} 承办，但引擎记录里没有它`),
      ),
    ]);
    expect(await restartUnclaimedCases(database.pool)).toBe(0);
  });
});

test.each([
  ['terminated', '在引擎中被直接终止的流程', '被终止'],
  ['completed', '已办结而未印发的办件', '结束'],
])('流程实例 %s 而环节仍在办：办件和环节都报告', async (state, check, word) => {
  const { instance, step } = await runningCase();
  await owner.query('update engine_instances set state = $1', [state]);
  expect(await findings()).toEqual([
    expect.stringMatching(new RegExp(`^${check}：`)),
    expect.stringMatching(new RegExp(`^流程已结束的环节：.*（${step}）.*${instance} 已${word}`)),
  ]);
});

test('环节逾期而没有超时提醒：报告；提醒过的不报', async () => {
  const { step, caseId } = await runningCase();
  await owner.query(`update steps set due_at = app_now() - interval '1 day'`);
  expect(await findings()).toEqual([
    expect.stringMatching(new RegExp(`^逾期而没有超时提醒的环节：.*（${step}）`)),
  ]);
  await owner.query(
    `insert into notices (case_id, element_instance_key, element_id, kind, number, at, due_at)
     select case_id, element_instance_key, element_id, 'overdue', 1, due_at, due_at from steps where case_id = $1`,
    [caseId],
  );
  expect(await findings()).toEqual([]);
});

describe('环节的办理人', () => {
  const gone = (step: string) => [
    expect.stringMatching(new RegExp(`^无人在任的环节：.*环节“审核”（${step}）的办理人均已不在任`)),
  ];

  test('任职到期：报告', async () => {
    const { step } = await runningCase();
    await owner.query(
      `update post_holdings set held_from = '2020-01-01', held_until = app_now()::date - 1
        where person_id in (select person_id from step_holders)`,
    );
    expect(await findings()).toEqual(gone(step));
  });

  test('停用：报告', async () => {
    const { step } = await runningCase();
    await owner.query('update persons set active = false where id in (select person_id from step_holders)');
    expect(await findings()).toEqual(gone(step));
  });

  test('两人之中有一人在任：不算问题', async () => {
    const { step } = await runningCase();
    await owner.query('update persons set active = false where id in (select person_id from step_holders)');
    await owner.query(
      `insert into step_holders (element_instance_key, person_id, post_id)
       select $1, person_id, post_id from post_holdings join persons on persons.id = person_id and active
        where held_from <= app_now() and held_until is null limit 1`,
      [step],
    );
    expect(await findings()).toEqual([]);
  });
});

describe('引擎中的任务', () => {
  test('没有环节记录：报告', async () => {
    const { instance } = await runningCase();
    await owner.query(
      `insert into inbox_tasks (user_task_key, element_instance_key, process_instance_key, element_id, state, created_at)
       values (9001, 9002, $1, 'userTask_Other', 'created', app_now())`,
      [instance],
    );
    expect(await findings()).toEqual(['无记录的任务：引擎任务 9001（userTask_Other）没有对应的环节记录']);
  });

  test('属于另一个流程实例：报告', async () => {
    const { task, instance } = await runningCase();
    await owner.query('update inbox_tasks set process_instance_key = 9003');
    expect(await findings()).toEqual([
      expect.stringMatching(
        new RegExp(`^别的实例的任务：.*任务 ${task} 属于流程实例 9003，承办此件的却是 ${instance}$`),
      ),
    ]);
  });
});

describe('待确认的意见', () => {
  test('逾 60 秒：报告', async () => {
    const { step } = await runningCase();
    await declare(step, '61 seconds');
    expect(await findings()).toEqual([expect.stringMatching(/^迟迟未获引擎确认的意见：.*逾 60 秒/)]);
  });

  test('任务已了结：报告', async () => {
    const { step, task } = await runningCase();
    await declare(step, '5 seconds');
    await owner.query(`update inbox_tasks set state = 'completed'`);
    expect(await findings()).toEqual([
      expect.stringMatching(new RegExp(`^任务已了结而未定的意见：.*任务 ${task} 已了结`)),
    ]);
  });
});

test('未处理的故障、搁置的引擎记录、送不出去的事项：报告', async () => {
  const { caseId } = await runningCase();
  await owner.query(
    `insert into incidents (incident_key, process_instance_key, element_id, error_type, message, raised_at)
     values (9004, 9005, 'userTask_Review', 'JOB_NO_RETRIES', '现无人可审核', app_now())`,
  );
  await owner.query(
    `insert into feed_rejects (engine_id, partition_id, position, record, error)
     values ('one', 1, 77, '{}', 'bad date')`,
  );
  await owner.query(
    `insert into outbox (id, kind, case_id, payload, effect_key, attempts, last_error)
     values (gen_random_uuid(), 'complete-task', $1, '{}', 'late', 6, '引擎没有回答')`,
    [caseId],
  );
  expect(await findings()).toEqual([
    '未处理的故障：流程实例 9005 在 userTask_Review 停住：现无人可审核',
    '数据库不收的引擎记录：引擎 one 分区 1 第 77 条记录未能写入：bad date',
    expect.stringMatching(/^迟迟未送达引擎的事项：.*已试 6 次：引擎没有回答$/),
  ]);
});

describe('发文字号（法则 4）', () => {
  test('缺号：报告', async () => {
    const { caseId } = await runningCase();
    await number(caseId, 2);
    await count(2);
    expect(await findings()).toEqual([expect.stringMatching(/^发文字号连续：.*应有 2 个字号，实有 1 个/)]);
  });

  test('个数相符而最大号不符：报告', async () => {
    const { caseId } = await runningCase();
    await number(caseId, 2);
    await count(1);
    expect(await findings()).toEqual([expect.stringMatching(/^发文字号连续：.*实有 1 个，最大 2 号$/)]);
  });

  test('有字号而没有计数：报告', async () => {
    const { caseId } = await runningCase();
    await number(caseId, 1);
    expect(await findings()).toEqual([expect.stringMatching(/^发文字号连续：.*应有 0 个字号，实有 1 个/)]);
  });
});

test('已印发而缺签发、字号和正式文本：报告', async () => {
  const { caseId } = await runningCase();
  await owner.query(`update cases set status = 'issued', closed_at = app_now()`);
  await owner.query(`update steps set state = 'accepted'`);
  await owner.query(`update inbox_tasks set state = 'completed'`);
  expect(await findings()).toEqual([
    expect.stringMatching(new RegExp(`^印发件有签发、字号和正式文本：.*${caseId}`)),
  ]);
});

test.each([
  ['issued', []],
  ['not-issued', [expect.stringMatching(/^废稿不占字号：.*未印发而存废稿，却占有字号/)]],
])('办结为 %s 而有字号：只有废稿报告', async (closedAs, expected) => {
  const { caseId } = await runningCase();
  await owner.query(
    `update cases set status = case when $1 = 'issued' then 'issued' else 'ended' end, closed_at = app_now(), closed_as = $1`,
    [closedAs],
  );
  await owner.query(`update steps set state = 'accepted'`);
  await owner.query(`update inbox_tasks set state = 'completed'`);
  await owner.query(
    `insert into number_counters (series_id, year, last_number)
     select facts ->> 'series', 2026, 1 from cases where id = $1`,
    [caseId],
  );
  await owner.query(
    `insert into document_numbers (case_id, series_id, year, number)
     select id, facts ->> 'series', 2026, 1 from cases where id = $1`,
    [caseId],
  );
  const found = (await findings()).filter((one) => !one.startsWith('印发件有签发'));
  expect(found).toEqual(expected);
});
