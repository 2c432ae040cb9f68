-- Up Migration

-- 提前开会: a meeting opened long before its time has its reason on record.
alter table meetings add column early_reason text not null default '';
alter table meetings add constraint meetings_opened_early check (early_reason = '' or opened_at is not null);
comment on column meetings.early_reason is '提前开会的理由；提前多久须写，见 meetings.json 的 opening';
grant update (early_reason) on meetings to xingshu_app;

-- Down Migration
alter table meetings drop column early_reason;
