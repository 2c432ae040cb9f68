-- Up Migration

alter table persons add column email text check (email like '%_@_%');
comment on column persons.email is '每周提醒单寄往的地址；没有的在系统里看';

-- Law 1: a week's digests are made once, by whichever worker comes first; also a week in which nobody had to be told.
create table digest_weeks (
  week_of date primary key,
  made_at timestamptz not null
);
comment on table digest_weeks is '已作每周会签提醒单的各周（周一的日期）';

-- What is to be told, and its own outbox: a mail is sent from this row, and again from it where that failed.
create table countersign_digests (
  id uuid primary key,
  week_of date not null references digest_weeks,
  person_id text not null references persons,
  subject text not null,
  text text not null,
  made_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  sent_to text,
  sent_at timestamptz,
  check ((sent_to is null) = (sent_at is null)),
  unique (person_id, week_of)
);
comment on table countersign_digests is '每周会签提醒单：一人一周一份；没有寄出的在系统里看';
create index countersign_digests_unsent on countersign_digests (next_attempt_at) where sent_at is null;

grant select, insert on digest_weeks, countersign_digests to xingshu_app;
grant update (attempts, next_attempt_at, last_error, sent_to, sent_at) on countersign_digests to xingshu_app;

-- Down Migration
drop table countersign_digests;
drop table digest_weeks;
alter table persons drop column email;
