-- Up Migration

-- 委托 (arts 5, 7): authority that somebody lends. Nothing of it changes afterwards but that it is revoked.
create table delegations (
  id uuid primary key,
  from_person_id text not null references persons,
  from_post_id text not null references posts,
  to_person_id text not null references persons,
  to_post_id text not null references posts,
  preside boolean not null,
  sign boolean not null,
  kinds text[] check (cardinality(kinds) > 0),
  matters text[] check (cardinality(matters) > 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  basis text not null check (basis <> ''),
  recorded_by text not null references persons,
  recorded_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text references persons,
  revoke_reason text,
  check (preside or sign),
  check (from_person_id <> to_person_id),
  check (valid_until > valid_from),
  -- What was signed before it was recorded isn't made lawful by it.
  check (valid_from >= recorded_at),
  check (revoked_at >= recorded_at),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoke_reason is null))
);
comment on table delegations is '委托：由谁、向谁、主持或签发、文种和事项、起止、所据文件；到期自行终止，可随时撤销，不得转委托';
comment on column delegations.kinds is '限于哪些文种；空为不限';
comment on column delegations.matters is '限于哪些事项类别；空为不限';
create index delegations_by_end on delegations (valid_until);

create function allow_only_revocation() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.revoked_at is not null
     or to_jsonb(old) - '{revoked_at,revoked_by,revoke_reason}'::text[]
        <> to_jsonb(new) - '{revoked_at,revoked_by,revoke_reason}'::text[] then
    raise exception '委托登记后只能撤销一次，不得改动';
  end if;
  return new;
end $$;
create trigger delegations_are_only_revoked before update or delete on delegations
  for each row execute function allow_only_revocation();

-- 外出报备 (art 54).
create table travel_reports (
  id uuid primary key,
  person_id text not null references persons,
  post_id text not null references posts,
  destination text not null check (destination <> ''),
  reason text not null check (reason <> ''),
  leaves_at timestamptz not null,
  returns_at timestamptz not null,
  delegation_id uuid references delegations,
  reported_by text not null references persons,
  reported_at timestamptz not null default app_now(),
  returned_at timestamptz,
  return_recorded_by text references persons,
  cancelled_at timestamptz,
  check (returns_at > leaves_at),
  check (returned_at >= leaves_at),
  check ((returned_at is null) = (return_recorded_by is null)),
  check (returned_at is null or cancelled_at is null)
);
comment on table travel_reports is '外出报备：外出不等于不能履职，件不因此转给他人';
comment on column travel_reports.returns_at is '预计返回；实际返回以登记为准';
create index travel_reports_by_person on travel_reports (person_id);

create table travel_notices (
  travel_report_id uuid not null references travel_reports,
  person_id text not null references persons,
  given_at timestamptz not null default app_now(),
  primary key (travel_report_id, person_id)
);
create index travel_notices_by_person on travel_notices (person_id);

-- By whose word somebody came into a post or left it.
alter table post_holdings
  add column recorded_by text references persons,
  add column recorded_at timestamptz not null default app_now(),
  add column ended_by text references persons,
  add column ended_at timestamptz,
  add column end_basis text;

-- One person in two posts acts once per capacity.
alter table step_holders drop constraint step_holders_pkey;
alter table step_holders add primary key (element_instance_key, person_id, post_id),
  add column delegation_id uuid references delegations;
comment on column step_holders.delegation_id is '受委托办理的，所据的委托';

alter table step_results add column delegation_id uuid references delegations;
alter table signatures
  add column delegation_id uuid references delegations,
  add column on_behalf_of text,
  add check ((delegation_id is null) = (on_behalf_of is null));
comment on column signatures.on_behalf_of is '受谁委托：委托人当时的职务和姓名';

alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('publish-message', 'complete-task', 'assign-task'));
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in ('reminder', 'overdue', 'vacant'));

-- Whoever watches who has which task hears of every change of people.
create function announce_people() returns trigger language plpgsql as $$
begin
  perform pg_notify('people', '');
  return null;
end $$;
create trigger announce_people after insert or update or delete on persons
  for each statement execute function announce_people();
create trigger announce_people after insert or update or delete on post_holdings
  for each statement execute function announce_people();
create trigger announce_people after insert or update or delete on portfolios
  for each statement execute function announce_people();
create trigger announce_people after insert or update on delegations
  for each statement execute function announce_people();
create trigger announce_people after insert or update on travel_reports
  for each statement execute function announce_people();

-- A closed account has no session left, however it came to be closed.
create function end_sessions() returns trigger language plpgsql as $$
begin
  delete from sessions where sess ->> 'personId' = new.id;
  return null;
end $$;
create trigger end_sessions after update of active on persons
  for each row when (old.active and not new.active) execute function end_sessions();

grant select, insert on delegations, travel_reports, travel_notices to xingshu_app;
grant update (revoked_at, revoked_by, revoke_reason) on delegations to xingshu_app;
grant update (returned_at, return_recorded_by, cancelled_at) on travel_reports to xingshu_app;
grant insert on post_holdings to xingshu_app;
grant update (held_until, ended_by, ended_at, end_basis) on post_holdings to xingshu_app;
grant update (active) on persons to xingshu_app;
grant delete on step_holders to xingshu_app;
