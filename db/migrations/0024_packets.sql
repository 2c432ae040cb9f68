-- Up Migration

-- 会议材料 (arts 38, 56). What the packet says of each item, as it stood when the agenda was handed in for 批印.
create table packet_sheets (
  version_id uuid not null references meeting_agendas,
  item_id uuid not null references meeting_items,
  -- The step in which the agenda was handed in; an agenda that is handed in again unchanged may bring newer opinions.
  submission text not null,
  sheet jsonb not null,
  primary key (version_id, item_id, submission)
);
comment on table packet_sheets is '议题单：每次随议程送审时定格，批印的就是印出来的';
create trigger sheets_are_final before update or delete on packet_sheets for each row execute function refuse_change();

-- The master (母本) of one recipient class: everybody who is called to the same items reads the same.
create table packets (
  id uuid primary key,
  meeting_id uuid not null references meetings,
  version_id uuid not null references meeting_agenda_approvals,
  -- In the agenda's order.
  item_ids uuid[] not null check (cardinality(item_ids) > 0),
  is_whole boolean not null,
  pages integer not null check (pages > 0),
  bytes bigint not null check (bytes > 0),
  sha256 text not null,
  piece_count integer not null check (piece_count > 0),
  items jsonb not null,
  marks jsonb not null,
  previous_id uuid references packets,
  changed_words text not null default '',
  made_at timestamptz not null default app_now(),
  unique (version_id, item_ids)
);
comment on table packets is '会议材料母本：每一版议程、每一类收件人一份；没有批印的议程没有材料（第38条）';
comment on column packets.is_whole is '是否含全部议题';
comment on column packets.items is '各议题在材料中的页码：[{number, title, firstPage, pages, materials: [{title, firstPage, pages}]}]';
comment on column packets.marks is '逐页的散列，用以说出两版之间哪些页有改动';
comment on column packets.changed_words is '与上一版相比改动的页；第一次印发的为空';
create index packets_by_meeting on packets (meeting_id);

create table packet_pieces (
  packet_id uuid not null references packets,
  position integer not null check (position >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 4194304),
  primary key (packet_id, position)
);
-- A PDF is compressed already.
alter table packet_pieces alter column bytes set storage external;
comment on table packet_pieces is '母本分段存放，读写都不必整份装进内存';

-- No half packet: one that isn't whole can't be committed.
create function require_whole_packet() returns trigger language plpgsql as $$
declare stored record;
begin
  select count(*) as pieces, coalesce(sum(octet_length(bytes)), 0) as bytes, coalesce(max(position), -1) as last into stored
    from packet_pieces where packet_id = new.id;
  if stored.pieces <> new.piece_count or stored.last <> new.piece_count - 1 or stored.bytes <> new.bytes then
    raise exception '会议材料 % 不完整：应有 % 段 % 字节，实有 % 段 % 字节',
      new.id, new.piece_count, new.bytes, stored.pieces, stored.bytes;
  end if;
  return null;
end $$;
create constraint trigger packet_is_whole after insert on packets deferrable initially deferred
  for each row execute function require_whole_packet();

-- All packets of an approved agenda are there: from here on they are served.
create table packet_sets (
  version_id uuid primary key references meeting_agenda_approvals,
  meeting_id uuid not null references meetings,
  number integer not null,
  packet_count integer not null check (packet_count >= 0),
  made_at timestamptz not null default app_now(),
  unique (meeting_id, number)
);
comment on table packet_sets is '一版议程的材料已经全部印成；没有这一行的，一份也不发';
comment on column packet_sets.number is '议程的版次';

-- 份号: numbered through for each version. A copy differs from its master only in its watermark.
create table packet_copies (
  id uuid primary key,
  version_id uuid not null references packet_sets,
  packet_id uuid not null references packets,
  number integer not null check (number between 1 and 999999),
  person_id text references persons,
  recipient text not null check (recipient <> ''),
  made_at timestamptz not null default app_now(),
  unique (version_id, number),
  unique (version_id, person_id)
);
comment on table packet_copies is '编号的份：每份有份号和收件人，印在每一页上';
comment on column packet_copies.person_id is '外单位受邀的没有账号，由会务人员打印送达';
create index packet_copies_by_packet on packet_copies (packet_id);

-- Evidence (arts 38, 56): who opened which copy, when and from where.
create table packet_openings (
  id bigint generated always as identity primary key,
  copy_id uuid not null references packet_copies,
  person_id text not null references persons,
  form text not null check (form in ('pdf', 'zip')),
  address text not null,
  terminal text not null default '',
  opened_at timestamptz not null default app_now()
);
comment on table packet_openings is '何人、何时、从何处打开了哪一份会议材料';
comment on column packet_openings.terminal is '浏览器自报的名称';
create index packet_openings_by_copy on packet_openings (copy_id);

create table packet_returns (
  copy_id uuid primary key references packet_copies,
  returned_at timestamptz not null,
  note text not null default '',
  recorded_by text not null references persons,
  recorded_as text not null,
  recorded_at timestamptz not null default app_now()
);
comment on table packet_returns is '纸质材料会后收回的登记';

-- Everybody is told when a version is there; the notice is done with when he has opened it.
create table packet_notices (
  version_id uuid not null references packet_sets,
  person_id text not null references persons,
  words text not null,
  told_at timestamptz not null default app_now(),
  primary key (version_id, person_id)
);
create index packet_notices_by_person on packet_notices (person_id, told_at desc);

create trigger packets_are_final before update or delete on packets for each row execute function refuse_change();
create trigger pieces_are_final before update or delete on packet_pieces for each row execute function refuse_change();
create trigger sets_are_final before update or delete on packet_sets for each row execute function refuse_change();
create trigger copies_are_final before update or delete on packet_copies for each row execute function refuse_change();
create trigger openings_are_final before update or delete on packet_openings for each row execute function refuse_change();
create trigger returns_are_final before update or delete on packet_returns for each row execute function refuse_change();
create trigger packet_notices_are_final before update or delete on packet_notices for each row execute function refuse_change();

grant select, insert on packet_sheets, packets, packet_pieces, packet_sets, packet_copies, packet_openings, packet_returns,
  packet_notices to xingshu_app;

-- Down Migration
drop table packet_notices, packet_returns, packet_openings, packet_copies, packet_sets, packet_pieces, packets, packet_sheets;
drop function require_whole_packet();
