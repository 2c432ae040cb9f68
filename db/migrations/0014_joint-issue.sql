-- Up Migration

-- 联合行文: each organ's head signs (arts 18, 45). Until now only the lead body's own request was its head's to answer.
alter table countersign_requests add column by_principal boolean not null default false;
update countersign_requests set by_principal = is_lead;
alter table countersign_requests alter column by_principal drop default;
comment on column countersign_requests.by_principal is '须由该单位主要负责人答复（主办部门，联合行文单位）';

-- Down Migration
alter table countersign_requests drop column by_principal;
