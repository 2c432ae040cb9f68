-- Up Migration

-- 对口 (art 8) now decides who assists a leader: copies of who is who must see its changes, too.
create trigger renew_people_revision after insert or update or delete or truncate on secretary_pairings
  for each statement execute function renew_people_revision();

-- Down Migration
drop trigger renew_people_revision on secretary_pairings;
