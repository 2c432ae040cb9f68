-- Up Migration

create table case_instances (
  case_id uuid primary key references cases,
  process_instance_key bigint not null unique,
  claimed_at timestamptz not null default app_now()
);
comment on table case_instances is '哪个流程实例承办此件：先到先得，重复的自行结束（法则 1）';

create table steps (
  element_instance_key bigint primary key,
  case_id uuid not null references cases,
  process_instance_key bigint not null,
  element_id text not null,
  label text not null,
  act text not null,
  decisions text[] not null,
  version_id uuid not null references document_versions,
  reason text not null,
  rule jsonb not null,
  opened_at timestamptz not null default app_now(),
  due_at timestamptz not null,
  due_provisional boolean not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'cancelled')),
  closed_at timestamptz
);
comment on table steps is '一次人工环节：何人、何故、何时办结';
create index steps_by_case on steps (case_id);

create table step_holders (
  element_instance_key bigint not null references steps,
  person_id text not null references persons,
  post_id text not null references posts,
  primary key (element_instance_key, person_id)
);
create index step_holders_by_person on step_holders (person_id);

-- Law 2: what a person declared in our API; one per task instance.
create table intents (
  id uuid primary key,
  element_instance_key bigint not null unique references steps,
  person_id text not null references persons,
  post_id text not null references posts,
  decision text not null,
  opinion text not null,
  version_sha256 text not null,
  declared_at timestamptz not null default app_now(),
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'overtaken'))
);

-- The inbox: a projection of the engine's feed, never written by anything else.
create table feed_positions (
  engine_id text not null,
  partition_id integer not null,
  position bigint not null,
  primary key (engine_id, partition_id)
);

create table feed_rejects (
  engine_id text not null,
  partition_id integer not null,
  position bigint not null,
  record text not null,
  error text not null,
  at timestamptz not null default app_now(),
  primary key (engine_id, partition_id, position)
);
comment on table feed_rejects is '数据库不收的引擎记录：单独搁置，不挡后面的，由 doctor 报告';

create table inbox_tasks (
  user_task_key bigint primary key,
  element_instance_key bigint not null unique,
  process_instance_key bigint not null,
  element_id text not null,
  assignee text,
  state text not null check (state in ('created', 'completed', 'cancelled')),
  created_at timestamptz not null,
  ended_at timestamptz,
  action text,
  variables jsonb
);
create index inbox_tasks_open on inbox_tasks (assignee) where state = 'created';

create table incidents (
  incident_key bigint primary key,
  process_instance_key bigint not null,
  element_id text not null,
  job_key bigint,
  error_type text not null,
  message text not null,
  raised_at timestamptz not null,
  resolved_at timestamptz
);

create table engine_instances (
  process_instance_key bigint primary key,
  process_id text not null,
  version integer not null,
  state text not null check (state in ('active', 'completed', 'terminated')),
  started_at timestamptz not null,
  ended_at timestamptz
);

create table element_events (
  position bigint not null,
  engine_id text not null,
  partition_id integer not null,
  process_instance_key bigint not null,
  element_instance_key bigint not null,
  element_id text not null,
  intent text not null,
  at timestamptz not null,
  primary key (engine_id, partition_id, position)
);
create index element_events_by_instance on element_events (process_instance_key);

-- What stands after a step was done and checked: whose act it was, and whether it was his to do.
create table step_results (
  element_instance_key bigint primary key references steps,
  case_id uuid not null references cases,
  person_id text references persons,
  post_id text references posts,
  actor text not null,
  decision text not null,
  opinion text not null,
  source text not null check (source in ('intent', 'engine')),
  grade text not null check (grade in ('trusted', 'demo')),
  intent_id uuid unique references intents,
  version_sha256 text not null,
  acted_at timestamptz not null,
  accepted boolean not null,
  refusal text,
  rule jsonb not null
);
create index step_results_by_case on step_results (case_id);

create table signatures (
  id uuid primary key,
  case_id uuid not null references cases,
  element_instance_key bigint not null unique references step_results,
  version_id uuid not null references document_versions,
  version_sha256 text not null,
  person_id text not null references persons,
  post_id text not null references posts,
  person_name text not null,
  post_label text not null,
  act text not null,
  grade text not null check (grade in ('trusted', 'demo')),
  rule jsonb not null,
  signed_at timestamptz not null,
  void_reason text
);
create unique index one_standing_signature_per_act on signatures (case_id, act) where void_reason is null;
comment on column signatures.post_label is '签发时的职务，人员离任后不变';

-- Law 9: what the engine is to be told, written with the row it belongs to.
create table outbox (
  id uuid primary key,
  kind text not null check (kind in ('publish-message', 'complete-task')),
  case_id uuid references cases,
  payload jsonb not null,
  effect_key text not null unique,
  created_at timestamptz not null default app_now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default app_now(),
  settled_at timestamptz,
  outcome text,
  last_error text
);
create index outbox_waiting on outbox (next_attempt_at) where settled_at is null;

create function announce_outbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', new.id::text);
  return null;
end $$;
create trigger announce_outbox after insert on outbox for each row execute function announce_outbox();

create function announce_inbox() returns trigger language plpgsql as $$
begin
  perform pg_notify('inbox', new.element_instance_key::text);
  return null;
end $$;
create trigger announce_inbox after insert or update on inbox_tasks for each row execute function announce_inbox();

create trigger results_are_final before update or delete on step_results
  for each row execute function refuse_change();

grant select, insert on case_instances, step_holders, step_results to xingshu_app;
grant select, insert, update on steps, intents, feed_positions, inbox_tasks, incidents, engine_instances, outbox to xingshu_app;
grant select, insert on element_events, feed_rejects to xingshu_app;
grant select, insert on signatures to xingshu_app;
grant update (void_reason) on signatures to xingshu_app;
