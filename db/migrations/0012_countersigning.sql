-- Up Migration

-- 会签和征求意见 (arts 18, 22, 45, 46). A round asks about one version of a document; a request asks one body.
create table countersign_rounds (
  id uuid primary key,
  case_id uuid not null references cases,
  number integer not null check (number > 0),
  purpose text not null,
  version_id uuid not null references document_versions,
  version_sha256 text not null,
  lead_body_id text not null references bodies,
  previous_round_id uuid references countersign_rounds,
  opened_by text not null references persons,
  opened_as text not null,
  opened_at timestamptz not null default app_now(),
  -- Of the requests of this round, where the lead department set a limit of its own.
  limit_days integer check (limit_days > 0),
  limit_reason text,
  rule jsonb not null,
  started_by text not null check (started_by in ('message', 'call')),
  process_instance_key bigint unique,
  state text not null default 'open' check (state in ('open', 'closed')),
  outcome text check (outcome in ('agreed', 'dissent-decided', 'returned', 'withdrawn')),
  end_reason text,
  closed_at timestamptz,
  unique (case_id, number),
  check ((state = 'closed') = (outcome is not null) and (state = 'closed') = (closed_at is not null))
);
comment on table countersign_rounds is '一轮会签或征求意见：针对一稿，由主办部门发起';
comment on column countersign_rounds.purpose is '会签或征求意见，见 vocabulary.json 的 countersignPurposes';
comment on column countersign_rounds.opened_as is '发起人当时的职务和姓名';
comment on column countersign_rounds.process_instance_key is '承办本轮的流程实例：先到先得（法则 1）';
comment on column countersign_rounds.started_by is '自行起流程（message），或者由办件的流程调用（call）';
create unique index one_open_round_per_case on countersign_rounds (case_id) where state = 'open';

create table countersign_requests (
  id uuid primary key,
  round_id uuid not null references countersign_rounds,
  case_id uuid not null references cases,
  body_id text not null references bodies,
  stage integer not null check (stage > 0),
  about text not null check (about in ('document', 'comments', 'settlement', 'dissent')),
  group_number integer not null check (group_number > 0),
  is_lead boolean not null,
  added_by text references persons,
  add_reason text,
  state text not null default 'waiting'
    check (state in ('waiting', 'open', 'answered', 'deemed', 'by-phone', 'dropped', 'ended')),
  process_instance_key bigint unique,
  may_be_deemed boolean not null,
  limit_days integer not null check (limit_days > 0),
  limit_reason text,
  limit_set_by text references persons,
  limit_rule jsonb not null,
  served_at timestamptz,
  deadline_at timestamptz,
  deadline_provisional boolean,
  calendar_version text,
  received_at timestamptz,
  receipt text check (receipt in ('received', 'refused')),
  overdue_at timestamptz,
  end_reason text,
  ended_by text references persons,
  closed_at timestamptz,
  unique (round_id, stage, body_id),
  check ((served_at is null) = (deadline_at is null)),
  check ((state in ('waiting', 'open')) = (closed_at is null)),
  check (state <> 'deemed' or may_be_deemed)
);
comment on table countersign_requests is '请一个单位会签一次；同一轮里再请的是另一次（stage）';
comment on column countersign_requests.about is '问的是文稿、未采纳的意见、协商结果，还是分歧意见表';
comment on column countersign_requests.limit_set_by is '期限由谁定；空为按决策表';
comment on column countersign_requests.deadline_at is '现行期限：经同意延期的，是延期后的';
comment on column countersign_requests.overdue_at is '不适用“视为无不同意见”的单位，期满未复的时刻；请求仍然等候答复';
create index countersign_requests_by_round on countersign_requests (round_id);
create index countersign_requests_by_body on countersign_requests (body_id) where closed_at is null;

-- A step may belong to a round, and within it to a request.
alter table steps
  add column countersign_round_id uuid references countersign_rounds,
  add column countersign_request_id uuid references countersign_requests;
create index steps_by_countersign_request on steps (countersign_request_id) where countersign_request_id is not null;
alter table notices add column countersign_request_id uuid references countersign_requests;
alter table notices drop constraint notices_case_id_element_id_due_at_kind_number_key;
alter table notices add constraint notices_once
  unique nulls not distinct (case_id, countersign_request_id, element_id, due_at, kind, number);

create table countersign_reply_letters (
  id uuid primary key,
  request_id uuid not null references countersign_requests,
  number text not null check (number <> ''),
  file_name text not null,
  media_type text not null,
  size integer not null check (size > 0),
  sha256 text not null,
  bytes bytea not null,
  uploaded_by text not null references persons,
  uploaded_at timestamptz not null default app_now()
);
comment on table countersign_reply_letters is '盖章的复函和它自己的文号';
create index countersign_reply_letters_by_request on countersign_reply_letters (request_id);

create table countersign_answers (
  id uuid primary key,
  request_id uuid not null references countersign_requests,
  kind text not null check (kind in ('in-time', 'late')),
  answer text not null check (answer in ('agree', 'comment', 'disagree')),
  opinion text not null,
  proposed_wording text not null default '',
  reply_number text not null default '',
  reply_letter_id uuid references countersign_reply_letters,
  element_instance_key bigint unique references steps,
  person_id text not null references persons,
  post_id text not null references posts,
  actor text not null,
  grade text not null check (grade in ('trusted', 'demo')),
  version_id uuid not null references document_versions,
  version_sha256 text not null,
  answered_at timestamptz not null,
  recorded_at timestamptz not null default app_now(),
  check (answer = 'agree' or opinion <> ''),
  check (kind = 'late' or element_instance_key is not null)
);
comment on table countersign_answers is '单位的书面答复；期满之后才到的（late）照存，不改变已定的结果';
create unique index one_answer_in_time on countersign_answers (request_id) where kind = 'in-time';

create table countersign_phone_answers (
  request_id uuid primary key references countersign_requests,
  answer text not null check (answer in ('agree', 'comment', 'disagree')),
  opinion text not null,
  spoken_with text not null check (spoken_with <> ''),
  answered_at timestamptz not null,
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now(),
  sign_due_at timestamptz not null,
  rule jsonb not null
);
comment on table countersign_phone_answers is '急件电话答复：何人、何时、如何答复；待补签，不作逾期论';

create table countersign_deemed (
  request_id uuid primary key references countersign_requests,
  served_at timestamptz not null,
  received_at timestamptz,
  limit_days integer not null,
  limit_set_by text references persons,
  deadline_at timestamptz not null,
  deadline_provisional boolean not null,
  calendar_version text not null,
  expired_at timestamptz not null,
  noticed_at timestamptz not null default app_now(),
  urgings integer not null,
  extensions integer not null,
  rule jsonb not null,
  check (expired_at = deadline_at)
);
comment on table countersign_deemed is '逾期视为无不同意见，及其凭据；时刻是期限本身，不是系统发现的时刻';

create table countersign_comments (
  id uuid primary key,
  round_id uuid not null references countersign_rounds,
  request_id uuid not null references countersign_requests,
  answer_id uuid not null unique references countersign_answers,
  number integer not null,
  text text not null,
  adoption text check (adoption in ('adopted', 'partly', 'not-adopted')),
  reasons text,
  adopted_by text references persons,
  adopted_as text,
  adopted_at timestamptz,
  unique (round_id, number),
  check ((adoption is null) = (adopted_at is null) and (adoption is null) = (adopted_by is null)),
  check (adoption is null or reasons is not null),
  check (adoption is null or adoption = 'adopted' or reasons <> '')
);
comment on table countersign_comments is '会签意见及采纳情况：采纳、部分采纳、未采纳和理由';

create table countersign_extensions (
  id uuid primary key,
  request_id uuid not null references countersign_requests,
  asked_by text not null references persons,
  asked_as text not null,
  asked_at timestamptz not null,
  wanted_until date not null,
  reason text not null check (reason <> ''),
  deadline_before timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'refused', 'late')),
  manner text,
  agreed_until timestamptz,
  answer_reason text,
  decided_by text references persons,
  decided_as text,
  decided_at timestamptz,
  rule jsonb not null,
  check ((state in ('asked', 'late')) = (decided_at is null)),
  check (state <> 'agreed' or agreed_until > deadline_before and manner <> ''),
  check (state <> 'refused' or answer_reason <> '')
);
comment on table countersign_extensions is '延期：期满前由会签单位提出，主办部门同意（期限和方式）或者不同意；期满后才提出的不予受理，照记';
create unique index one_extension_asked on countersign_extensions (request_id) where state = 'asked';

create table countersign_urgings (
  id uuid primary key,
  request_id uuid not null references countersign_requests,
  urged_by text not null references persons,
  urged_as text not null,
  urged_at timestamptz not null default app_now()
);
comment on table countersign_urgings is '催办：只催没有答复的';
create index countersign_urgings_by_request on countersign_urgings (request_id);

-- What the lead department's head, or the leader with the portfolio, came to in a dispute.
create table countersign_talks (
  element_instance_key bigint primary key references steps,
  round_id uuid not null references countersign_rounds,
  kind text not null check (kind in ('negotiation', 'coordination')),
  result text not null check (result in ('settled', 'split', 'recommended')),
  record text not null check (record <> ''),
  grounds jsonb not null,
  actor text not null,
  at timestamptz not null,
  check ((kind = 'coordination') = (result = 'recommended') or result = 'settled')
);
comment on table countersign_talks is '协商（主办部门主要负责人）和协调（分管领导）的记录；协商不成的，是分歧意见表';
comment on column countersign_talks.grounds is '各单位不同意的理由和所提文字：[{bodyId, answerId, opinion, proposedWording}]';
comment on column countersign_talks.record is '协商记录；协商不成的是主办部门的建议；协调不成的是倾向性建议';

-- Whom a countersigning concerns is told here; 待办 are steps and need no notice.
create table countersign_notices (
  id bigint generated always as identity primary key,
  round_id uuid not null references countersign_rounds,
  request_id uuid references countersign_requests,
  kind text not null check (kind in ('urged', 'extension-asked', 'extension-decided', 'deadline-moved', 'late-answer', 'deemed',
    'overdue', 'dropped', 'phone-unsigned', 'ended')),
  person_id text not null references persons,
  words text not null,
  at timestamptz not null,
  effect_key text not null,
  unique (effect_key, person_id)
);
create index countersign_notices_by_person on countersign_notices (person_id, at desc);

-- Law 10: what was said stays said; a decision is written once.
create trigger answers_are_final before update or delete on countersign_answers
  for each row execute function refuse_change();
create trigger letters_are_final before update or delete on countersign_reply_letters
  for each row execute function refuse_change();
create trigger phone_answers_are_final before update or delete on countersign_phone_answers
  for each row execute function refuse_change();
create trigger deemed_are_final before update or delete on countersign_deemed
  for each row execute function refuse_change();
create trigger talks_are_final before update or delete on countersign_talks
  for each row execute function refuse_change();
create trigger urgings_are_final before update or delete on countersign_urgings
  for each row execute function refuse_change();

create function decide_extension_once() returns trigger language plpgsql as $$
begin
  if old.state <> 'asked'
     or to_jsonb(old) - '{state,manner,agreed_until,answer_reason,decided_by,decided_as,decided_at}'::text[]
        <> to_jsonb(new) - '{state,manner,agreed_until,answer_reason,decided_by,decided_as,decided_at}'::text[] then
    raise exception '延期只能答复一次，不得改动';
  end if;
  return new;
end $$;
create trigger extension_is_decided_once before update on countersign_extensions
  for each row execute function decide_extension_once();

create function decide_adoption_once() returns trigger language plpgsql as $$
begin
  if old.adoption is not null
     or to_jsonb(old) - '{adoption,reasons,adopted_by,adopted_as,adopted_at}'::text[]
        <> to_jsonb(new) - '{adoption,reasons,adopted_by,adopted_as,adopted_at}'::text[] then
    raise exception '采纳情况只能登记一次，不得改动';
  end if;
  return new;
end $$;
create trigger adoption_is_decided_once before update on countersign_comments
  for each row execute function decide_adoption_once();

grant select, insert on countersign_rounds, countersign_requests, countersign_reply_letters, countersign_answers,
  countersign_phone_answers, countersign_deemed, countersign_comments, countersign_extensions, countersign_urgings,
  countersign_talks, countersign_notices to xingshu_app;
grant update (process_instance_key, state, outcome, end_reason, closed_at) on countersign_rounds to xingshu_app;
grant update (process_instance_key, state, served_at, deadline_at, deadline_provisional, calendar_version, received_at,
  receipt, overdue_at, end_reason, ended_by, closed_at) on countersign_requests to xingshu_app;
grant update (adoption, reasons, adopted_by, adopted_as, adopted_at) on countersign_comments to xingshu_app;
grant update (state, manner, agreed_until, answer_reason, decided_by, decided_as, decided_at)
  on countersign_extensions to xingshu_app;
