-- Up Migration

-- Law 5: the tables a case is judged by, kept whole under their hash.
create table rule_sets (
  hash text primary key,
  name text not null,
  source text not null,
  in_force_from date not null,
  loaded_at timestamptz not null default app_now(),
  is_current boolean not null default false
);
create unique index one_current_rule_set on rule_sets (is_current) where is_current;

create table rule_set_decisions (
  rule_set_hash text not null references rule_sets,
  decision_id text not null,
  xml text not null,
  primary key (rule_set_hash, decision_id)
);

create table cases (
  id uuid primary key,
  process_id text not null,
  title text not null,
  status text not null check (status in ('draft', 'in-progress', 'issued', 'ended')),
  drafter_person_id text not null references persons,
  drafter_post_id text not null references posts,
  drafting_body_id text not null references bodies,
  facts jsonb not null,
  rule_set_hash text references rule_sets,
  calendar_version text,
  opened_at timestamptz not null default app_now(),
  submitted_at timestamptz,
  closed_at timestamptz,
  check (status = 'draft' or (submitted_at is not null and rule_set_hash is not null))
);
comment on column cases.facts is '路由要素：kind, series, issuingName, direction, importance, normative, urgency …';
create index cases_by_drafter on cases (drafter_person_id);
create index cases_by_status on cases (status);

create table drafts (
  case_id uuid primary key references cases,
  content jsonb not null,
  revision integer not null default 1,
  updated_at timestamptz not null default app_now()
);
comment on table drafts is '正在修改的稿子；提交时冻结成一个版本';

create table attachments (
  id uuid primary key,
  case_id uuid not null references cases,
  file_name text not null,
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null,
  bytes bytea not null,
  uploaded_by text not null references persons,
  uploaded_at timestamptz not null default app_now(),
  withdrawn_at timestamptz
);
create index attachments_by_case on attachments (case_id);

create table document_versions (
  id uuid primary key,
  case_id uuid not null references cases,
  number integer not null,
  content jsonb not null,
  sha256 text not null,
  created_by text not null references persons,
  created_at timestamptz not null default app_now(),
  effect_key text not null unique,
  unique (case_id, number)
);
comment on table document_versions is '文稿版本，一经形成不得更改';

create table number_series (
  id text primary key,
  mark text not null unique,
  label text not null
);

create table number_counters (
  series_id text not null references number_series,
  year integer not null,
  last_number integer not null,
  primary key (series_id, year)
);

create table document_numbers (
  id bigint generated always as identity primary key,
  series_id text not null references number_series,
  year integer not null,
  number integer not null check (number > 0),
  case_id uuid not null references cases,
  assigned_at timestamptz not null default app_now(),
  void_reason text,
  unique (series_id, year, number)
);
comment on table document_numbers is '发文字号：按字、按年连续，不重复使用（法则 4）';
create unique index one_live_number_per_case on document_numbers (case_id) where void_reason is null;

create table renditions (
  id uuid primary key,
  case_id uuid not null references cases,
  version_id uuid not null references document_versions,
  kind text not null check (kind in ('issued')),
  document_number text not null,
  pages integer not null,
  sha256 text not null,
  pdf bytea not null,
  created_at timestamptz not null default app_now(),
  unique (case_id, version_id, kind)
);

create table ledger_entries (
  case_id uuid not null references cases,
  sequence integer not null,
  at timestamptz not null,
  kind text not null,
  person_id text references persons,
  actor text not null,
  capacity text,
  summary text not null,
  data jsonb not null default '{}',
  rule jsonb,
  effect_key text not null,
  previous_hash text not null,
  hash text not null,
  primary key (case_id, sequence),
  unique (case_id, effect_key)
);
comment on table ledger_entries is '办理过程记录：只增不改，逐条以散列相连（法则 10）';
comment on column ledger_entries.rule is '依据：{article, reading, ruleSet}';

-- The chain is made here and not in code, so that two writers at once can't fork it.
create function chain_ledger_entry() returns trigger language plpgsql as $$
declare last ledger_entries;
begin
  perform 1 from cases where id = new.case_id for update;
  select * into last from ledger_entries where case_id = new.case_id order by sequence desc limit 1;
  new.sequence := coalesce(last.sequence, 0) + 1;
  new.previous_hash := coalesce(last.hash, repeat('0', 64));
  new.at := coalesce(new.at, app_now());
  new.hash := ledger_entry_hash(new);
  return new;
end $$;

create function ledger_entry_hash(entry ledger_entries) returns text language sql immutable as $$
  select encode(sha256(convert_to(
    (to_jsonb(entry) - 'hash' || jsonb_build_object('at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text,
    'UTF8')), 'hex')
$$;

create trigger chain_ledger_entry before insert on ledger_entries
  for each row execute function chain_ledger_entry();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% 只增不改', tg_table_name;
end $$;
create trigger ledger_is_append_only before update or delete on ledger_entries
  for each row execute function refuse_change();
create trigger versions_are_immutable before update or delete on document_versions
  for each row execute function refuse_change();

grant select on rule_sets, rule_set_decisions, number_series to xingshu_app;
grant select, insert on cases, drafts, attachments, document_versions, number_counters, document_numbers, renditions, ledger_entries to xingshu_app;
grant update on cases, drafts, number_counters to xingshu_app;
grant update (void_reason) on document_numbers to xingshu_app;
grant update (withdrawn_at) on attachments to xingshu_app;
