-- Up Migration

-- What the engine was given: it runs old versions on, and doesn't hand its models out by every API it has had.
create table deployed_models (
  kind text not null check (kind in ('process', 'form')),
  model_id text not null,
  version integer not null,
  file_name text not null,
  content text not null,
  deployed_at timestamptz not null default app_now(),
  is_current boolean not null,
  primary key (kind, model_id, version)
);
comment on table deployed_models is '部署过的流程图和表单，逐版留底；version 由引擎编定';
create unique index one_current_model on deployed_models (kind, model_id) where is_current;
grant select on deployed_models to xingshu_app;
