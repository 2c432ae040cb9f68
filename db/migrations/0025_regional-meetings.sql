-- Up Migration

-- 区域性会议 (arts 41, 59): a department's own meeting of the whole region; each is a case.
create table regional_meetings (
  case_id uuid primary key references cases,
  body_id text not null references bodies,
  year integer not null,
  -- Which one of the body's meetings of the year it is: no two have the same place at a time.
  place_in_year integer not null check (place_in_year > 0),
  purpose text not null check (purpose <> ''),
  name_used text not null,
  starts_at timestamptz not null,
  days numeric(4, 1) not null check (days > 0),
  venue text not null,
  place text not null check (place <> ''),
  format text not null,
  format_reason text not null default '',
  size integer not null check (size > 0),
  budget_item text not null check (budget_item <> ''),
  budget_yuan numeric(12, 2) not null check (budget_yuan >= 0),
  invites_heads boolean not null default false,
  heads_reason text not null default '',
  leaders text not null default '',
  exception_reason text not null default '',
  findings jsonb not null,
  state text not null default 'proposed'
    check (state in ('proposed', 'agreed', 'requested', 'checked', 'approved', 'declined', 'called-off', 'held')),
  state_reason text not null default '',
  state_since timestamptz not null default app_now(),
  agreed_at timestamptz,
  request_case_id uuid references cases,
  -- The leader comes before the 请示, and the 请示 before everything else.
  check (state in ('proposed', 'declined', 'called-off') or agreed_at is not null),
  check (state not in ('requested', 'checked', 'approved', 'held') or request_case_id is not null)
);
comment on table regional_meetings is '部门以本部门名义召开的区域性会议：先征得分管领导同意，再报送请示，经批准召开（第41条）';
comment on column regional_meetings.year is '按会议开始的日期，在本机关的时区里';
comment on column regional_meetings.place_in_year is '本部门本年度的第几次；不予同意、取消的让出';
comment on column regional_meetings.state is
  'agreed：分管领导已同意，待报送请示；requested：请示已报送，待核对；checked：待批准；held：已召开并登记';
comment on column regional_meetings.findings is '申请时各项核对的结果和依据';

-- Whatever the office's table allows in a year, two applications of the same second never both count as the same one.
create unique index regional_meeting_place_once on regional_meetings (body_id, year, place_in_year)
  where state not in ('declined', 'called-off');
create unique index regional_meeting_of_request on regional_meetings (request_case_id)
  where state not in ('declined', 'called-off');
create index regional_meetings_by_year on regional_meetings (year, body_id);

create table regional_meeting_holdings (
  case_id uuid primary key references regional_meetings,
  held_on date not null,
  days numeric(4, 1) not null check (days > 0),
  size integer not null check (size > 0),
  cost_yuan numeric(12, 2) not null check (cost_yuan >= 0),
  words text not null default '',
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now()
);
comment on table regional_meeting_holdings is '会议召开情况：日期、天数、规模、支出';
create trigger holdings_are_final before update or delete on regional_meeting_holdings
  for each row execute function refuse_change();

grant select, insert on regional_meetings, regional_meeting_holdings to xingshu_app;
grant update (state, state_reason, state_since, agreed_at, request_case_id) on regional_meetings to xingshu_app;

-- Down Migration
drop table regional_meeting_holdings;
drop table regional_meetings;
