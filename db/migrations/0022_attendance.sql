-- Up Migration

-- 会议通知和回执 (art 38): who was told what and when, and what he answered.
create table meeting_notices (
  id uuid primary key,
  meeting_id uuid not null references meetings,
  -- The agenda that it tells of; null where the meeting was cancelled before there was one.
  version_id uuid references meeting_agendas,
  participant_id uuid not null references meeting_participants,
  person_id text references persons,
  kind text not null check (kind in ('convened', 'changed', 'released', 'cancelled')),
  words text not null check (words <> ''),
  call_at timestamptz,
  sent_at timestamptz not null default app_now(),
  effect_key text not null,
  unique (effect_key, participant_id)
);
comment on table meeting_notices is '会议通知：开会、变更、不再参加、取消；一经发出不得改动，变更的另发';
comment on column meeting_notices.call_at is '候会叫会时间；参加全程的为空';
create index meeting_notices_by_meeting on meeting_notices (meeting_id, sent_at);
create index meeting_notices_by_person on meeting_notices (person_id, sent_at desc);

-- The first time that somebody opened his notice: served, though he hasn't answered.
create table meeting_notice_readings (
  notice_id uuid not null references meeting_notices,
  person_id text not null references persons,
  read_at timestamptz not null default app_now(),
  primary key (notice_id, person_id)
);
comment on table meeting_notice_readings is '本人头一次打开通知的时刻：送达的凭据';

create table meeting_receipts (
  id uuid primary key,
  notice_id uuid not null references meeting_notices,
  answer text not null check (answer in ('attends', 'asks-leave', 'noted')),
  channel text not null check (channel in ('system', 'telephone', 'text-message')),
  answered_by text not null check (answered_by <> ''),
  words text not null default '',
  answered_at timestamptz not null,
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now(),
  check (answered_at <= recorded_at)
);
comment on table meeting_receipts is '回执：本人在系统中给，或者会务人员按电话、短信登记；以最后一次为准';
comment on column meeting_receipts.answered_by is '谁答复的：本人，或者来电、来信的人';
create index meeting_receipts_by_notice on meeting_receipts (notice_id);

-- 请假名单 (art 39): what the Office collects and reports as one.
create table leave_lists (
  case_id uuid primary key references cases,
  meeting_id uuid not null references meetings,
  state text not null default 'collecting' check (state in ('collecting', 'handed-in', 'decided', 'void')),
  state_since timestamptz not null default app_now()
);
comment on table leave_lists is '请假名单：其他人员的请假由办公室汇总，一并报专员';
create unique index one_list_collecting on leave_lists (meeting_id) where state = 'collecting';

create table leave_requests (
  case_id uuid primary key references cases,
  meeting_id uuid not null references meetings,
  participant_id uuid not null references meeting_participants,
  person_id text not null references persons,
  post_id text not null references posts,
  reason text not null check (reason <> ''),
  channel text not null check (channel in ('system', 'telephone', 'text-message')),
  told_by text not null default '',
  asked_at timestamptz not null default app_now(),
  entered_by text not null references persons,
  entered_as text not null,
  decided_by text not null check (decided_by in ('each', 'list')),
  list_case_id uuid references leave_lists,
  rule jsonb not null,
  substitute_person_id text references persons,
  substitute_post_id text references posts,
  state text not null default 'asked' check (state in ('asked', 'granted', 'refused', 'cancelled')),
  decided_at timestamptz,
  decision_actor text,
  decision_words text,
  decided_in bigint references steps,
  cancelled_at timestamptz,
  cancelled_by text references persons,
  cancel_reason text,
  check ((decided_by = 'list') = (list_case_id is not null)),
  check ((substitute_person_id is null) = (substitute_post_id is null)),
  check (channel = 'system' or told_by <> ''),
  check ((state in ('granted', 'refused')) = (decided_in is not null) or state = 'cancelled'),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (state <> 'refused' or decision_words <> '')
);
comment on table leave_requests is '会议请假：本人提出，或者开会以前由会务人员按电话、短信登记（第39条）';
comment on column leave_requests.told_by is '电话、短信由何人转告';
comment on column leave_requests.decided_by is 'each：专员逐件决定；list：办公室汇总成名单报专员';
comment on column leave_requests.substitute_person_id is '代会人，决策表允许的才有；随请假一并审定';
create unique index one_leave_at_a_time on leave_requests (meeting_id, person_id) where state in ('asked', 'granted');
create index leave_requests_by_person on leave_requests (person_id, asked_at desc);
create index leave_requests_by_list on leave_requests (list_case_id) where list_case_id is not null;

-- 签到 (art 39): what the secretary saw; correctable until the meeting's end, the last word counts.
create table attendance_marks (
  id bigint generated always as identity primary key,
  meeting_id uuid not null references meetings,
  participant_id uuid not null references meeting_participants,
  mark text not null check (mark in ('present', 'late', 'absent')),
  at timestamptz not null,
  note text not null default '',
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now()
);
comment on table attendance_marks is '签到：会务人员登记到会、迟到、缺席；散会以前可以更正，每次更正另记一行';
create index attendance_marks_by_meeting on attendance_marks (meeting_id, participant_id, id desc);

create trigger notices_are_final before update or delete on meeting_notices for each row execute function refuse_change();
create trigger readings_are_final before update or delete on meeting_notice_readings
  for each row execute function refuse_change();
create trigger receipts_are_final before update or delete on meeting_receipts for each row execute function refuse_change();
create trigger marks_are_final before update or delete on attendance_marks for each row execute function refuse_change();

-- Leave is asked for, and given back, until the opening and never after it: whoever opens the meeting waits for this row, and
-- the other way round.
create function leave_before_opening() returns trigger language plpgsql as $$
begin
  perform from meetings where case_id = new.meeting_id for share;
  if not exists (select from meetings where case_id = new.meeting_id and state in ('preparing', 'approved') and opened_at is null) then
    raise exception '会议已经开始、结束或者取消，不再受理请假和销假';
  end if;
  return new;
end $$;
create trigger leave_is_asked_before_opening before insert on leave_requests
  for each row execute function leave_before_opening();
create trigger leave_is_cancelled_before_opening before update on leave_requests
  for each row when (new.state = 'cancelled' and new.cancelled_by is not null) execute function leave_before_opening();

create function decide_leave_once() returns trigger language plpgsql as $$
begin
  if old.state in ('refused', 'cancelled')
     or old.state = 'granted' and new.state <> 'cancelled'
     or to_jsonb(old) - '{state,decided_at,decision_actor,decision_words,decided_in,cancelled_at,cancelled_by,cancel_reason}'::text[]
        <> to_jsonb(new) - '{state,decided_at,decision_actor,decision_words,decided_in,cancelled_at,cancelled_by,cancel_reason}'::text[]
  then
    raise exception '请假只能决定一次，不得改动';
  end if;
  return new;
end $$;
create trigger leave_is_decided_once before update on leave_requests
  for each row execute function decide_leave_once();

create function mark_until_the_end() returns trigger language plpgsql as $$
begin
  perform from meetings where case_id = new.meeting_id for share;
  if not exists (select from meetings where case_id = new.meeting_id and state in ('approved', 'opened')) then
    raise exception '会议没有批印、已经散会或者取消，不能登记签到';
  end if;
  return new;
end $$;
create trigger marks_are_made_until_the_end before insert on attendance_marks
  for each row execute function mark_until_the_end();

grant select, insert on meeting_notices, meeting_notice_readings, meeting_receipts, leave_lists, leave_requests,
  attendance_marks to xingshu_app;
grant update (state, state_since) on leave_lists to xingshu_app;
grant update (state, decided_at, decision_actor, decision_words, decided_in, cancelled_at, cancelled_by, cancel_reason)
  on leave_requests to xingshu_app;
