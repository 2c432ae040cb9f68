-- Up Migration

-- 会议告知 of what isn't a meeting of the Office's own: leads to its case.
alter table meeting_tellings add column case_id uuid references cases;
alter table meeting_tellings add check (meeting_id is null or case_id is null);
comment on column meeting_tellings.case_id is '不是办公室组织的会议（如部门的区域性会议）的，是哪一件办件的告知';

-- Down Migration
alter table meeting_tellings drop column case_id;
