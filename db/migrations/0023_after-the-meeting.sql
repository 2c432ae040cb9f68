-- Up Migration

-- 会议决定 (arts 26, 34, 40): what a meeting decided on each item. Recording again is another row; the highest number stands.
create table item_decisions (
  id uuid primary key,
  item_id uuid not null references meeting_items,
  meeting_id uuid not null references meetings,
  number integer not null check (number > 0),
  outcome text not null,
  words text not null check (words <> ''),
  disclosure text not null,
  disclosure_reason text not null default '',
  press_wanted boolean not null default false,
  -- After the meeting only its words are put right; what was set going stands with the decision before.
  is_correction boolean not null default false,
  reason text not null default '',
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now(),
  unique (item_id, number),
  check (not is_correction or reason <> '')
);
comment on table item_decisions is '会议对每项议题的决定；更正的另记一条，原来的保留';
comment on column item_decisions.outcome is '见 meetings.json 的 outcomes';
comment on column item_decisions.disclosure is '公开方式，见 meetings.json 的 disclosures（第26条）';
create index item_decisions_by_meeting on item_decisions (meeting_id);
create trigger decisions_are_final before update or delete on item_decisions for each row execute function refuse_change();

create table decision_tasks (
  id uuid primary key,
  decision_id uuid not null references item_decisions,
  position integer not null check (position > 0),
  what text not null check (what <> ''),
  lead_body_id text not null references bodies,
  assisting_body_ids text[] not null default '{}',
  due_on date,
  unique (decision_id, position)
);
comment on table decision_tasks is '议定事项：牵头单位、配合单位、办什么、什么时候办完';
create trigger decision_tasks_are_final before update or delete on decision_tasks
  for each row execute function refuse_change();

create table decision_documents (
  id uuid primary key,
  decision_id uuid not null references item_decisions,
  position integer not null check (position > 0),
  title text not null check (title <> ''),
  body_id text not null references bodies,
  unique (decision_id, position)
);
comment on table decision_documents is '会议决定印发的文件，由哪个单位起草';
create trigger decision_documents_are_final before update or delete on decision_documents
  for each row execute function refuse_change();

-- 会议记录: who said what. Apart from decisions and minutes, for few eyes; every reading of it stands on record.
create table meeting_records (
  meeting_id uuid primary key references meetings,
  keeper_person_id text not null references persons,
  opened_at timestamptz not null default app_now()
);
comment on table meeting_records is '会议记录由谁记';
create trigger records_are_final before update or delete on meeting_records for each row execute function refuse_change();

create table meeting_record_entries (
  id uuid primary key,
  meeting_id uuid not null references meeting_records,
  item_id uuid not null references meeting_items,
  number integer not null check (number > 0),
  kind text not null check (kind in ('statement', 'question', 'dissent', 'conclusion')),
  speaker_person_id text references persons,
  speaker_words text not null check (speaker_words <> ''),
  words text not null check (words <> ''),
  corrects uuid references meeting_record_entries,
  recorded_by text not null references persons,
  recorded_at timestamptz not null default app_now(),
  unique (item_id, number)
);
comment on column meeting_record_entries.kind is '发言、主持人插问、不同意见、主持人最后讲的结论';
create index meeting_record_entries_by_meeting on meeting_record_entries (meeting_id);
create trigger record_entries_are_final before update or delete on meeting_record_entries
  for each row execute function refuse_change();

create table meeting_record_readings (
  id bigint generated always as identity primary key,
  meeting_id uuid not null references meeting_records,
  person_id text not null references persons,
  read_at timestamptz not null default app_now()
);
create index meeting_record_readings_by_meeting on meeting_record_readings (meeting_id);
create trigger record_readings_are_final before update or delete on meeting_record_readings
  for each row execute function refuse_change();

create table meeting_minutes (
  meeting_id uuid primary key references meetings,
  case_id uuid not null unique references cases
);
comment on table meeting_minutes is '纪要是一件公文：办公室起草，办公室主任或秘书长审核，专员签发（第40条）';
create trigger minutes_are_final before update or delete on meeting_minutes for each row execute function refuse_change();

-- 督办 (art 24). A supervised task is a case; its lead department is the case's drafting body.
create table supervised_tasks (
  case_id uuid primary key references cases,
  task_id uuid not null unique references decision_tasks,
  meeting_id uuid not null references meetings,
  item_id uuid not null references meeting_items,
  due_at timestamptz
);
comment on column supervised_tasks.due_at is '会议定的期限；空为按各环节办理时限表';
create index supervised_tasks_by_meeting on supervised_tasks (meeting_id);
create trigger supervised_tasks_are_final before update or delete on supervised_tasks
  for each row execute function refuse_change();

create table supervised_task_bodies (
  case_id uuid not null references supervised_tasks,
  body_id text not null references bodies,
  primary key (case_id, body_id)
);
comment on table supervised_task_bodies is '配合单位';
create index supervised_task_bodies_by_body on supervised_task_bodies (body_id);

create table supervision_feedback (
  id bigint generated always as identity primary key,
  case_id uuid not null references supervised_tasks,
  body_id text not null references bodies,
  words text not null check (words <> ''),
  given_by text not null references persons,
  given_as text not null,
  given_at timestamptz not null default app_now()
);
comment on table supervision_feedback is '办理期间的进展反馈；办完的在“反馈办理结果”环节报';
create index supervision_feedback_by_case on supervision_feedback (case_id);
create trigger feedback_is_final before update or delete on supervision_feedback for each row execute function refuse_change();

-- 会议决定印发的文件 (art 40): so many working days from the meeting's end, in principle.
create table decided_documents (
  id uuid primary key references decision_documents,
  meeting_id uuid not null references meetings,
  item_id uuid not null references meeting_items,
  title text not null,
  body_id text not null references bodies,
  reference text not null,
  counted_from timestamptz not null,
  due_at timestamptz not null,
  due_provisional boolean not null,
  calendar_version text not null,
  rule jsonb not null,
  case_id uuid unique references cases,
  is_watched boolean not null default true,
  issued_at timestamptz,
  overrun_reason text,
  overrun_by text references persons,
  overrun_as text,
  overrun_at timestamptz,
  check ((overrun_reason is null) = (overrun_at is null))
);
comment on table decided_documents is '会议决定印发的文件及其期限；超过期限的须有理由（第40条）';
comment on column decided_documents.reference is '会议依据，如“行署2026年第3次常务会议第二项议题”（第6条）';
create index decided_documents_by_meeting on decided_documents (meeting_id);
create index decided_documents_open on decided_documents (due_at) where issued_at is null;

create table decided_document_notices (
  id bigint generated always as identity primary key,
  document_id uuid not null references decided_documents,
  kind text not null check (kind in ('reminder', 'overdue', 'moved')),
  number integer not null check (number > 0),
  at timestamptz not null,
  due_at timestamptz not null,
  was_due_at timestamptz,
  unique (document_id, due_at, kind, number)
);
create trigger document_notices_are_final before update or delete on decided_document_notices
  for each row execute function refuse_change();

create table decided_document_notice_recipients (
  notice_id bigint not null references decided_document_notices,
  person_id text not null references persons,
  primary key (notice_id, person_id)
);
create index decided_document_notice_recipients_by_person on decided_document_notice_recipients (person_id);

-- 会议报道 (art 42).
create table press_releases (
  case_id uuid primary key references cases,
  decision_id uuid not null unique references item_decisions,
  meeting_id uuid not null references meetings,
  item_id uuid not null references meeting_items
);
create trigger press_releases_are_final before update or delete on press_releases
  for each row execute function refuse_change();

create table press_publications (
  element_instance_key bigint primary key references steps,
  case_id uuid not null references press_releases,
  words text not null check (words <> ''),
  recorded_by text not null,
  recorded_at timestamptz not null
);
comment on table press_publications is '何时、在哪些渠道发布（第27条、第42条）';
create trigger publications_are_final before update or delete on press_publications
  for each row execute function refuse_change();

grant select, insert on item_decisions, decision_tasks, decision_documents, meeting_records, meeting_record_entries,
  meeting_record_readings, meeting_minutes, supervised_tasks, supervised_task_bodies, supervision_feedback, decided_documents,
  decided_document_notices, decided_document_notice_recipients, press_releases, press_publications to xingshu_app;
grant update (due_at, due_provisional, calendar_version, case_id, is_watched, issued_at, overrun_reason, overrun_by,
  overrun_as, overrun_at) on decided_documents to xingshu_app;
