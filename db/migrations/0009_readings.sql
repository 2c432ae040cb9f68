-- Up Migration

-- 条文适用口径: what the office chose, by whom, since when. Its file gives the first choice; switching adds a row.
create table reading_choices (
  id bigint generated always as identity primary key,
  reading_id text not null,
  option_id text not null,
  since date not null,
  chosen_by text not null check (chosen_by <> ''),
  basis text not null check (basis <> ''),
  recorded_by text references persons,
  recorded_at timestamptz not null default app_now()
);
comment on table reading_choices is '条文适用口径登记：某项口径自何日起取哪一种，由谁定、依据什么；只增不改';
comment on column reading_choices.recorded_by is '何人登记；空为随机关数据装入';
create index reading_choices_by_reading on reading_choices (reading_id, since);
create trigger reading_choices_are_append_only before update or delete on reading_choices
  for each row execute function refuse_change();
grant select, insert on reading_choices to xingshu_app;

alter table cases
  add column readings jsonb not null default '{}',
  add column reroutings integer not null default 0,
  add column rerouted_at timestamptz;
comment on column cases.readings is '此件按哪些口径办理（口径 → 选项），报送时取定；只有登记在案的改路线能换';
comment on column cases.reroutings is '按现行口径重新确定过几次路线';

-- 联合行文 has become a fact of its own. It was in the text before.
update cases set facts = facts || jsonb_build_object('joint', exists (
  select from drafts where drafts.case_id = cases.id and jsonb_array_length(coalesce(drafts.content -> 'joint', '[]')) > 0))
 where not facts ? 'joint';
