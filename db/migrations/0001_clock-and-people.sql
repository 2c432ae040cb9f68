-- Up Migration

-- Law 11: one clock. Everything in this database that asks for the time asks app_now().
create table clock_offset (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0 check (offset_ms >= 0)
);
insert into clock_offset default values;

create function app_now() returns timestamptz language sql stable as
  $$ select clock_timestamp() + (offset_ms * interval '1 millisecond') from clock_offset $$;

create function forbid_clock_going_back() returns trigger language plpgsql as $$
begin
  if new.offset_ms < old.offset_ms then
    raise exception '系统时钟只能向前拨';
  end if;
  perform pg_notify('clock', new.offset_ms::text);
  return new;
end $$;
create trigger clock_moves_forward before update on clock_offset
  for each row execute function forbid_clock_going_back();

-- One engine and one database serve one office.
create table office (
  only_row boolean primary key default true check (only_row),
  id text not null,
  time_zone text not null
);
comment on column office.time_zone is '任职和分工按此时区的日期计算';

create table ranks (
  id text primary key,
  label text not null,
  precedence integer not null unique
);
comment on table ranks is '职级。precedence 1 最高（第五条）';

create table bodies (
  id text primary key,
  kind text not null check (kind in ('government', 'general-office', 'department', 'county')),
  name text not null unique,
  short_name text not null,
  position integer not null
);
comment on table bodies is '行署、办公室、部门、县市';

create table persons (
  id text primary key,
  login text not null unique,
  display_name text not null,
  password_hash text not null,
  is_admin boolean not null default false,
  active boolean not null default true
);

create table posts (
  id text primary key,
  body_id text not null references bodies,
  rank_id text references ranks,
  label text not null,
  is_principal boolean not null default false,
  is_in_charge boolean not null default false,
  duties text[] not null default '{}'
);
comment on column posts.is_principal is '主要负责人（第四十五、四十八条）';
comment on column posts.is_in_charge is '负责人，含副职（第四十五条）';
comment on column posts.duties is '职责：核稿、复核、登记等，见 offices/*/holders.json';

create table post_holdings (
  id bigint generated always as identity primary key,
  post_id text not null references posts,
  person_id text not null references persons,
  held_from date not null,
  held_until date,
  basis text not null,
  check (held_until is null or held_until > held_from)
);
comment on column post_holdings.held_until is '不含当日；空为在任';
create index post_holdings_by_person on post_holdings (person_id);
create index post_holdings_by_post on post_holdings (post_id);

create table portfolios (
  id bigint generated always as identity primary key,
  post_id text not null references posts,
  body_id text not null references bodies,
  valid_from date not null,
  valid_until date,
  check (valid_until is null or valid_until > valid_from)
);
comment on table portfolios is '分工：行署领导职务 ↔ 分管部门（第七条）';
create index portfolios_by_body on portfolios (body_id);

create table secretary_pairings (
  id bigint generated always as identity primary key,
  secretary_post_id text not null references posts,
  leader_post_id text not null references posts,
  valid_from date not null,
  valid_until date,
  check (valid_until is null or valid_until > valid_from)
);
comment on table secretary_pairings is '副秘书长与行署领导对口（第八条）';

create table sessions (
  sid text primary key,
  sess json not null,
  expire timestamptz not null
);
create index sessions_by_expiry on sessions (expire);

grant select on clock_offset, office, ranks, bodies, persons, posts, post_holdings, portfolios, secretary_pairings to xingshu_app;
grant update (offset_ms) on clock_offset to xingshu_app;
grant select, insert, update, delete on sessions to xingshu_app;
