-- Up Migration

-- 会次: one counter per kind and year (law 4).
create table meeting_number_counters (
  kind text not null,
  year integer not null,
  last_number integer not null check (last_number > 0),
  primary key (kind, year)
);
comment on table meeting_number_counters is '各种会议每年的会次，第一次批印时给，连续不断';
grant select, insert, update on meeting_number_counters to xingshu_app;
grant update (year) on meetings to xingshu_app;

-- Time, place and presider as they were submitted: versions are compared by them too.
alter table meeting_agendas add column head jsonb not null;
comment on column meeting_agendas.head is '{startsAt, place, byVideo, presider}';

-- What meetings have people told: 待办 are steps and need none of these, notices with 回执 are a matter of their own.
create table meeting_tellings (
  id bigint generated always as identity primary key,
  -- Null where it is about no meeting, such as a month that had none.
  meeting_id uuid references meetings,
  kind text not null check (kind <> ''),
  person_id text not null references persons,
  words text not null check (words <> ''),
  at timestamptz not null default app_now(),
  effect_key text not null,
  unique (effect_key, person_id)
);
comment on table meeting_tellings is '会议的告知：取消、议程有改动、当月未开会等，每人每事一次';
create index meeting_tellings_by_person on meeting_tellings (person_id, at desc);
create trigger tellings_are_final before update or delete on meeting_tellings for each row execute function refuse_change();

-- 当月未开会, once per kind and month (art 37).
create table meeting_month_alerts (
  kind text not null,
  -- First day of the month that ended without one.
  month date not null,
  raised_at timestamptz not null,
  words text not null,
  rule jsonb not null,
  primary key (kind, month)
);
comment on table meeting_month_alerts is '一般每月召开的会议，当月没有召开的，告知办公室主任和秘书长';
create trigger month_alerts_are_final before update or delete on meeting_month_alerts
  for each row execute function refuse_change();

grant select, insert on meeting_tellings, meeting_month_alerts to xingshu_app;
