-- Up Migration

-- How a case ends that isn't a paper: a topic, a meeting, a leave, a supervised task.
alter table cases drop constraint cases_closed_as_check;
alter table cases add constraint cases_closed_as_check
  check (closed_as in ('issued', 'not-issued', 'discarded', 'done', 'declined', 'cancelled'));
comment on column cases.closed_as is '如何办结：已印发、不发、作废（存废稿，不编号）；不是公文的，办结、未予同意、取消';

-- 议题 (arts 20, 21, 36-38). Title and text of the paper are the case's content; its files are the case's attachments.
create table meeting_topics (
  case_id uuid primary key references cases,
  body_id text not null references bodies,
  category text not null,
  meeting_kind text not null,
  purpose text not null check (purpose <> ''),
  proposal text not null check (proposal <> ''),
  reporter_person_id text not null references persons,
  reporter_post_id text not null references posts,
  minutes integer not null check (minutes between 1 and 600),
  budget text not null default '',
  explanation text not null default '',
  is_normative boolean not null default false,
  is_major boolean not null default false,
  touches_business boolean not null default false,
  party_group_discussed boolean not null default false,
  for_party_committee boolean not null default false,
  state text not null default 'proposed' check (state in
    ('proposed', 'returned', 'coordinated', 'checked', 'in', 'postponed', 'other-meeting', 'out', 'scheduled', 'decided', 'withdrawn')),
  state_since timestamptz not null default app_now()
);
comment on table meeting_topics is '议题：由部门提出，专员决定是否上会（第38条）';
comment on column meeting_topics.proposal is '提请会议决定的事项';
comment on column meeting_topics.meeting_kind is '拟提请哪一种会议，见 meetings.json 的 kinds；专员改定的以改定的为准';
comment on column meeting_topics.state is 'in：同意上会，可排入议程；scheduled：已排入批印的议程；decided：会议已有决定';
create index meeting_topics_by_state on meeting_topics (state);

-- What each file of a topic is, and how many pages it prints to.
create table topic_materials (
  attachment_id uuid primary key references attachments,
  case_id uuid not null references meeting_topics,
  kind text not null,
  position integer not null,
  title text not null check (title <> ''),
  pages integer not null check (pages > 0),
  -- The file as pages: the upload itself where it is a PDF, else what it was converted to.
  pdf bytea not null,
  pdf_sha256 text not null
);
create index topic_materials_by_case on topic_materials (case_id);

create table topic_evidences (
  case_id uuid not null references meeting_topics,
  evidence text not null,
  words text not null check (words <> ''),
  primary key (case_id, evidence)
);
comment on table topic_evidences is '重大决策五项程序的依据（第20条），见 meetings.json 的 evidences';

-- 会议 (arts 6, 35-38). A meeting is a case; its agenda's versions are the case's versions.
create table meetings (
  case_id uuid primary key references cases,
  kind text not null,
  year integer not null,
  number integer check (number > 0),
  starts_at timestamptz not null,
  place text not null check (place <> ''),
  by_video boolean not null default false,
  presider_person_id text not null references persons,
  presider_post_id text not null references posts,
  presider_delegation_id uuid references delegations,
  presider_words text not null,
  state text not null default 'preparing'
    check (state in ('preparing', 'approved', 'opened', 'ended', 'cancelled')),
  state_reason text not null default '',
  opened_at timestamptz,
  ended_at timestamptz,
  unique (kind, year, number),
  check (ended_at is null or opened_at is not null),
  check ((state = 'ended') = (ended_at is not null))
);
comment on table meetings is '全体会议、常务会议：专员召集和主持，或者受其委托（第6条）';
comment on column meetings.number is '按年度和会议种类连续编号，第一次批印时给';
comment on column meetings.state is 'preparing：编排议程；approved：议程已批印；ended：散会，期限自此起算';

-- The agenda as it is being arranged.
create table meeting_items (
  id uuid primary key,
  meeting_id uuid not null references meetings,
  topic_case_id uuid not null references meeting_topics,
  position integer not null check (position > 0),
  minutes integer not null check (minutes between 1 and 600),
  reporter_person_id text not null references persons,
  reporter_post_id text not null references posts,
  removed_at timestamptz,
  unique (meeting_id, topic_case_id)
);
create index meeting_items_by_topic on meeting_items (topic_case_id);

-- Bodies that sit in for an item beside its reporter (列席).
create table meeting_item_bodies (
  item_id uuid not null references meeting_items,
  body_id text not null references bodies,
  primary key (item_id, body_id)
);

-- The agenda as it was submitted for 批印: never changed. Its text is the document version of the same number.
create table meeting_agendas (
  version_id uuid primary key references document_versions,
  meeting_id uuid not null references meetings,
  number integer not null,
  items jsonb not null,
  submitted_by text not null references persons,
  submitted_at timestamptz not null default app_now(),
  change_words text not null default '',
  unique (meeting_id, number)
);
comment on column meeting_agendas.items is
  '[{itemId, topicCaseId, topicVersionId, title, position, minutes, reporter: {personId, postId, label}, bodyIds, materials: [{attachmentId, sha256, title, pages}], callAt, endsAt}]';
create trigger agendas_are_final before update or delete on meeting_agendas for each row execute function refuse_change();

create table meeting_agenda_approvals (
  version_id uuid primary key references meeting_agendas,
  meeting_id uuid not null references meetings,
  element_instance_key bigint not null unique references steps,
  approved_by text not null references persons,
  approved_as text not null,
  approved_at timestamptz not null
);
comment on table meeting_agenda_approvals is '专员批印：没有它，什么也不印、不发（第38条）';
create trigger approvals_are_final before update or delete on meeting_agenda_approvals
  for each row execute function refuse_change();

-- Who belongs to a meeting, as the tables said when its agenda was approved; refreshed by each approval.
create table meeting_participants (
  id uuid primary key,
  meeting_id uuid not null references meetings,
  class text not null check (class in ('member', 'attending', 'invited')),
  person_id text references persons,
  post_id text references posts,
  body_id text references bodies,
  external_name text,
  position integer not null,
  -- Items to which he is called; null: the whole meeting.
  item_ids uuid[],
  words text not null,
  article text not null,
  removed_at timestamptz,
  check (person_id is not null or external_name is not null)
);
create unique index participant_once on meeting_participants (meeting_id, person_id) where removed_at is null;
create index meeting_participants_by_person on meeting_participants (person_id);
comment on table meeting_participants is '组成人员、列席人员、邀请人员，及其依据';

grant select, insert on meeting_topics, topic_materials, topic_evidences, meetings, meeting_items, meeting_item_bodies,
  meeting_agendas, meeting_agenda_approvals, meeting_participants to xingshu_app;
grant update (category, meeting_kind, purpose, proposal, reporter_person_id, reporter_post_id, minutes, budget, explanation,
  is_normative, is_major, touches_business, party_group_discussed, for_party_committee, state, state_since)
  on meeting_topics to xingshu_app;
grant update (kind, position, title) on topic_materials to xingshu_app;
grant update (words) on topic_evidences to xingshu_app;
grant delete on topic_evidences, meeting_item_bodies to xingshu_app;
grant update (number, starts_at, place, by_video, presider_person_id, presider_post_id, presider_delegation_id,
  presider_words, state, state_reason, opened_at, ended_at) on meetings to xingshu_app;
grant update (position, minutes, reporter_person_id, reporter_post_id, removed_at) on meeting_items to xingshu_app;
grant update (class, post_id, body_id, position, item_ids, words, article, removed_at) on meeting_participants to xingshu_app;
