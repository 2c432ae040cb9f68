-- Up Migration

-- Law 8: the working calendar, in versions. A version is a whole: the office's settings and every notice entered so
-- far, in their order. Nothing in it ever changes; what is announced later makes another version.
create table calendar_notices (
  id text primary key,
  scope text not null check (scope in ('national', 'regional')),
  year integer not null,
  title text not null,
  number text,
  issued_on date,
  source text not null,
  replaces text references calendar_notices,
  amends text[] not null,
  entered_at timestamptz not null default app_now()
);
comment on table calendar_notices is '放假通知：国家的，本地区每年另行公布的';
comment on column calendar_notices.number is '文号；空为未查到，不得推测';

create table calendar_notice_days (
  notice_id text not null references calendar_notices,
  date date not null,
  kind text not null check (kind in ('day-off', 'workday')),
  reason text not null,
  primary key (notice_id, date)
);
comment on table calendar_notice_days is '通知写明的放假日和调休上班日，一律照录，不推算';

create table calendar_versions (
  id text primary key,
  sequence integer not null unique check (sequence > 0),
  settings jsonb not null,
  cause text not null check (cause in ('file', 'settings', 'notice', 'rollback')),
  notice_id text references calendar_notices,
  rolled_back_to text references calendar_versions,
  reason text not null,
  entered_by text references persons,
  entered_at timestamptz not null default app_now(),
  check ((cause = 'notice') = (notice_id is not null)),
  check ((cause = 'rollback') = (rolled_back_to is not null))
);
comment on table calendar_versions is '工作日历的各版；sequence 最大的是现行版';
comment on column calendar_versions.settings is '时区、办公时间、期限终点：期限按哪一版算，就按那一版的算';
comment on column calendar_versions.entered_by is '空为随单位数据载入';

create table calendar_version_notices (
  version_id text not null references calendar_versions,
  notice_id text not null references calendar_notices,
  position integer not null,
  primary key (version_id, notice_id),
  unique (version_id, position)
);

create trigger notices_are_immutable before update or delete on calendar_notices
  for each row execute function refuse_change();
create trigger notice_days_are_immutable before update or delete on calendar_notice_days
  for each row execute function refuse_change();
create trigger versions_are_immutable before update or delete on calendar_versions
  for each row execute function refuse_change();
create trigger version_notices_are_immutable before update or delete on calendar_version_notices
  for each row execute function refuse_change();

-- Whoever has deadlines computed by an older version hears of it.
create function announce_calendar() returns trigger language plpgsql as $$
begin
  perform pg_notify('calendar', new.id);
  return null;
end $$;
create trigger announce_calendar after insert on calendar_versions
  for each row execute function announce_calendar();

grant select, insert on calendar_notices, calendar_notice_days, calendar_versions, calendar_version_notices to xingshu_app;

-- What was reckoned by an older version is looked for after each new one.
create index open_steps_by_calendar on steps (calendar_version) where state = 'open';

alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('publish-message', 'complete-task', 'assign-task', 'redate-task'));

alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in ('reminder', 'overdue', 'vacant', 'moved'));
alter table notices add column was_due_at timestamptz,
  add check ((kind = 'moved') = (was_due_at is not null));
comment on column notices.was_due_at is '期限调整的，原定的期限';
