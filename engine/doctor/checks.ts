export interface Finding {
  check: string;
  /** Chinese: what is wrong and with which case. */
  message: string;
}

export interface Check {
  name: string;
  /** Each row is a finding; its column `message` says it. */
  sql: string;
}

/** What is under way may look unfinished for this long: message, claim and feed follow each other in milliseconds. */
const GRACE = `interval '30 seconds'`;
const LONGEST_UNCONFIRMED = `interval '60 seconds'`;
const LONGEST_RECOMPUTING = `interval '3 minutes'`;

const TODAY = `(app_now() at time zone (select time_zone from office))::date`;

/** What the database can tell about itself and about the engine's feed. */
export const checks: Check[] = [
  {
    name: '办件与流程实例',
    sql: `select format('《%s》（%s）已提交，但没有流程实例承办', title, cases.id) as message
            from cases left join case_instances on case_id = cases.id
           where status = 'in-progress' and case_id is null
             and not exists (select from outbox where outbox.case_id = cases.id
                                and (settled_at is null or settled_at > app_now() - ${GRACE}))`,
  },
  {
    name: '承办实例的引擎记录',
    sql: `select format('《%s》（%s）由流程实例 %s 承办，但引擎记录里没有它', title, cases.id, process_instance_key) as message
            from cases join case_instances on case_id = cases.id left join engine_instances using (process_instance_key)
           where status = 'in-progress' and state is null and claimed_at < app_now() - ${GRACE}`,
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
    name: '流程已结束的环节',
    sql: `select format('《%s》的环节“%s”（%s）仍为在办，但其流程实例 %s 已%s', title, label, element_instance_key,
                        process_instance_key, case engine.state when 'terminated' then '被终止' else '结束' end) as message
            from steps join cases on cases.id = case_id join engine_instances as engine using (process_instance_key)
           where steps.state = 'open' and engine.state in ('terminated', 'completed')`,
  },
  {
    name: '无人在任的环节',
    sql: `select format('《%s》的环节“%s”（%s）的办理人均已不在任', title, label, element_instance_key) as message
            from steps join cases on cases.id = case_id
           where state = 'open' and not exists (
                 select from step_holders as holder
                   join persons on persons.id = holder.person_id and persons.active
                   join post_holdings as held on held.person_id = holder.person_id and held.post_id = holder.post_id
                  where holder.element_instance_key = steps.element_instance_key
                    and held_from <= ${TODAY} and (held_until is null or held_until > ${TODAY}))`,
  },
  {
    name: '逾期而没有超时提醒的环节',
    sql: `select format('《%s》的环节“%s”（%s）已逾期，没有超时提醒', title, label, element_instance_key) as message
            from steps join cases on cases.id = case_id
           where state = 'open' and due_at < app_now() - ${GRACE}
             and not exists (select from notices
                              where notices.case_id = steps.case_id and notices.element_id = steps.element_id
                                and notices.due_at = steps.due_at and kind = 'overdue')`,
  },
  {
    // The workers follow a new version within a minute; what is left is refused: a past year has no data.
    name: '仍按旧版日历的期限',
    sql: `select format('《%s》的环节“%s”（%s）的期限仍按旧版工作日历（%s）计算', title, label, element_instance_key,
                        steps.calendar_version) as message
            from steps join cases on cases.id = case_id
           where state = 'open' and status = 'in-progress' and steps.calendar_version is not null
             and steps.calendar_version <> (select id from calendar_versions order by sequence desc limit 1)
             and (select max(entered_at) from calendar_versions) < app_now() - ${LONGEST_RECOMPUTING}
             and steps.opened_at < app_now() - ${LONGEST_RECOMPUTING}`,
  },
  {
    name: '无记录的任务',
    sql: `select format('引擎任务 %s（%s）没有对应的环节记录', user_task_key, inbox_tasks.element_id) as message
            from inbox_tasks left join steps using (element_instance_key)
           where inbox_tasks.state = 'created' and steps.element_instance_key is null`,
  },
  {
    // Where a process calls another, this must compare the root instance.
    name: '别的实例的任务',
    sql: `select format('《%s》的引擎任务 %s 属于流程实例 %s，承办此件的却是 %s', title, user_task_key,
                        task.process_instance_key, coalesce(claimed.process_instance_key::text, '（无）')) as message
            from inbox_tasks as task join steps using (element_instance_key) join cases on cases.id = steps.case_id
            left join case_instances as claimed on claimed.case_id = steps.case_id
           where task.state = 'created' and task.process_instance_key is distinct from claimed.process_instance_key`,
  },
  {
    name: '迟迟未获引擎确认的意见',
    sql: `select format('《%s》的环节“%s”：意见 %s 逾 60 秒未获引擎确认', title, label, intents.id) as message
            from intents join steps using (element_instance_key) join cases on cases.id = case_id
            left join inbox_tasks as task using (element_instance_key)
           where intents.state = 'pending' and declared_at < app_now() - ${LONGEST_UNCONFIRMED}
             and coalesce(task.state, 'created') = 'created'`,
  },
  {
    name: '任务已了结而未定的意见',
    sql: `select format('《%s》的环节“%s”：任务 %s 已了结，意见 %s 仍为待确认', title, label, user_task_key, intents.id) as message
            from intents join steps using (element_instance_key) join cases on cases.id = case_id
            join inbox_tasks as task using (element_instance_key)
           where intents.state = 'pending' and task.state <> 'created'`,
  },
  {
    name: '未处理的故障',
    sql: `select format('流程实例 %s 在 %s 停住：%s', process_instance_key, element_id, message) as message
            from incidents where resolved_at is null`,
  },
  {
    name: '数据库不收的引擎记录',
    sql: `select format('引擎 %s 分区 %s 第 %s 条记录未能写入：%s', engine_id, partition_id, position, error) as message
            from feed_rejects order by at`,
  },
  {
    name: '迟迟未送达引擎的事项',
    sql: `select format('发件箱 %s（%s）已试 %s 次：%s', id, kind, attempts, last_error) as message
            from outbox where settled_at is null and attempts > 5`,
  },
  {
    name: '发文字号连续',
    sql: `select format('%s %s 年应有 %s 个字号，实有 %s 个，最大 %s 号', series_id, year, coalesce(last_number, 0),
                        count(numbers.id), coalesce(max(number), 0)) as message
            from number_counters as counters full join document_numbers as numbers using (series_id, year)
           group by series_id, year, last_number
          having count(numbers.id) <> coalesce(last_number, 0) or coalesce(max(number), 0) <> coalesce(last_number, 0)`,
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
  {
    name: '废稿不占字号',
    sql: `select format('《%s》（%s）未印发而存废稿，却占有字号', title, cases.id) as message
            from cases join document_numbers as numbers on numbers.case_id = cases.id
           where closed_as <> 'issued' and numbers.void_reason is null`,
  },
  {
    name: '批印后没有印成的会议材料',
    sql: `select format('《%s》第 %s 版议程已经批印，逾十分钟没有会议材料', title, agenda.number) as message
            from meeting_agenda_approvals as approval join meeting_agendas as agenda using (version_id)
            join meetings on meetings.case_id = agenda.meeting_id join cases on cases.id = meetings.case_id
           where meetings.state in ('approved', 'opened') and approved_at < app_now() - interval '10 minutes'
             and not exists (select from packet_sets where packet_sets.version_id = agenda.version_id)
             and not exists (select from meeting_agenda_approvals as later join meeting_agendas as newer using (version_id)
                              where newer.meeting_id = agenda.meeting_id and newer.number > agenda.number)`,
  },
];
