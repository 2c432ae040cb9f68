-- Up Migration

-- Whether a process of its own watches the step's deadline (step-deadline): one that has nothing left to tell has ended, and
-- a deadline that moves after that needs another. Steps of before this column had theirs watched until they closed.
alter table steps add column is_watched boolean not null default false;
update steps set is_watched = true where state = 'open';
