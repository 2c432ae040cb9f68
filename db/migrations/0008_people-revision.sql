-- Who is who changes seldom and is asked for at every step: whoever keeps a copy sees here whether it is still true.
create table people_revision (
  only_row boolean primary key default true check (only_row),
  revision uuid not null default gen_random_uuid()
);
comment on table people_revision is '人员、职务、任职、分工每次变动即换一个值；另存一份的据此知道是否过时';
insert into people_revision default values;

-- As the owner: who may change a holding need not be allowed to write this.
create function renew_people_revision() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update people_revision set revision = gen_random_uuid();
  return null;
end $$;
create trigger renew_people_revision after insert or update or delete or truncate on ranks
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on bodies
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on persons
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on posts
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on post_holdings
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on portfolios
  for each statement execute function renew_people_revision();
create trigger renew_people_revision after insert or update or delete or truncate on office
  for each statement execute function renew_people_revision();

grant select on people_revision to xingshu_app;
