-- Up Migration

alter table cases
  add column grounds jsonb not null default '{"meeting":"","opinions":"","legality":"","counties":"","stability":"","exception":""}',
  add column closed_as text check (closed_as in ('issued', 'not-issued', 'discarded'));
comment on column cases.grounds is '报送依据：meeting, opinions, legality, counties, stability, exception；空串为无';
comment on column cases.closed_as is '如何办结：已印发、不发、作废（存废稿，不编号）';
update cases set closed_as = 'issued' where status = 'issued';

-- How a version differs from the one before it: what was agreed to before stands or not, by a table.
alter table document_versions add column change text not null default 'substantive'
  check (change in ('first', 'wording', 'as-instructed', 'substantive'));
alter table document_versions disable trigger versions_are_immutable;
update document_versions set change = 'first' where number = 1;
alter table document_versions enable trigger versions_are_immutable;
alter table document_versions alter column change drop default;

alter table steps add column calendar_version text;
comment on column steps.calendar_version is '期限按哪一版工作日历计算（法则 8）';

-- What comes with a decision besides words: who was picked or named, what was affirmed.
alter table intents add column details jsonb not null default '{"confirmations":[]}';
alter table step_results add column details jsonb not null default '{"confirmations":[]}',
  add column version_id uuid references document_versions;
comment on column step_results.version_id is '这次意见所针对的文稿；本环节改过稿的，是改后的一稿';

create table withdrawals (
  element_instance_key bigint primary key references steps,
  case_id uuid not null references cases,
  person_id text not null references persons,
  reason text not null,
  requested_at timestamptz not null default app_now()
);
comment on table withdrawals is '拟稿人撤回：所撤的环节被引擎取消即为撤成，已有人办理即为未成';

create table notices (
  id bigint generated always as identity primary key,
  case_id uuid not null references cases,
  element_instance_key bigint not null references steps,
  element_id text not null,
  kind text not null check (kind in ('reminder', 'overdue')),
  number integer not null check (number > 0),
  at timestamptz not null,
  due_at timestamptz not null,
  given_at timestamptz not null default app_now(),
  -- A step that opens again under the same deadline isn't reminded of it again.
  unique (case_id, element_id, due_at, kind, number)
);
comment on column notices.at is '应当提醒的时刻，不是系统发现的时刻';
create index notices_by_step on notices (element_instance_key);

create table notice_recipients (
  notice_id bigint not null references notices,
  person_id text not null references persons,
  is_holder boolean not null,
  primary key (notice_id, person_id)
);
create index notice_recipients_by_person on notice_recipients (person_id);

grant select, insert on withdrawals, notices, notice_recipients to xingshu_app;

-- Whoever writes a row that only refers to the case need not wait for whoever writes its history.
create or replace function chain_ledger_entry() returns trigger language plpgsql as $$
declare last ledger_entries;
begin
  perform 1 from cases where id = new.case_id for no key update;
  select * into last from ledger_entries where case_id = new.case_id order by sequence desc limit 1;
  new.sequence := coalesce(last.sequence, 0) + 1;
  new.previous_hash := coalesce(last.hash, repeat('0', 64));
  new.at := coalesce(new.at, app_now());
  new.hash := ledger_entry_hash(new);
  return new;
end $$;
