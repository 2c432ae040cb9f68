-- Up Migration

-- 应邀会议 (art 43): a meeting of somebody else's to which the government is invited; each is a case.
create table meeting_invitations (
  case_id uuid primary key references cases,
  convener text not null,
  body_id text not null references bodies,
  starts_at timestamptz not null,
  place text not null check (place <> ''),
  subject text not null check (subject <> ''),
  letter text not null check (letter <> ''),
  state text not null default 'invited'
    check (state in ('invited', 'entrusted', 'confirmed', 'attended', 'not-attended', 'called-off')),
  state_reason text not null default '',
  state_since timestamptz not null default app_now(),
  attendee_person_id text references persons,
  attendee_post_id text references posts,
  attendee_as text not null default '',
  -- The step in which somebody took it upon himself: nobody attends without one.
  attendee_in bigint references steps,
  is_entrusted boolean not null default false,
  check ((attendee_person_id is null) = (attendee_in is null)),
  check ((attendee_person_id is null) = (attendee_as = '')),
  check (state not in ('confirmed', 'attended') or attendee_person_id is not null)
);
comment on table meeting_invitations is '应邀会议：别的机关召集、邀请参加的会议，由分管领导确定参加或者按规定委托（第43条）';
comment on column meeting_invitations.convener is '召集的机关，meetings.json 的 conveners';
comment on column meeting_invitations.body_id is '会议内容涉及的单位：由它的分管领导确定';
comment on column meeting_invitations.letter is '来函、通知怎么说，连同文号';
comment on column meeting_invitations.state is
  'invited：待分管领导确定；entrusted：已委托，待受托人答复；confirmed：已定参加人，待开会；attended、not-attended：会后已登记';
comment on column meeting_invitations.is_entrusted is '参加人是否受委托';
create index meeting_invitations_by_time on meeting_invitations (starts_at);

-- What was recorded after the meeting, and that it was off, stays so.
create function keep_ended_invitation() returns trigger language plpgsql as $$
begin
  raise exception '应邀会议已经办结，不能再改' using errcode = 'check_violation';
end $$;
create trigger ended_invitation_is_final before update on meeting_invitations
  for each row when (old.state in ('attended', 'not-attended', 'called-off')) execute function keep_ended_invitation();

grant select, insert on meeting_invitations to xingshu_app;
grant update (state, state_reason, state_since, attendee_person_id, attendee_post_id, attendee_as, attendee_in, is_entrusted)
  on meeting_invitations to xingshu_app;

-- Down Migration
drop table meeting_invitations;
drop function keep_ended_invitation;
