-- Up Migration

-- 县市 below a prefecture, 乡镇 below a county: what they are called is the office's data.
alter table bodies drop constraint bodies_kind_check;
update bodies set kind = 'lower-government' where kind = 'county';
alter table bodies add constraint bodies_kind_check
  check (kind in ('government', 'general-office', 'department', 'lower-government'));
comment on table bodies is '本级政府、办公室、部门、下级政府';
