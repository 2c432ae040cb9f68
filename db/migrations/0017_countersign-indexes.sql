-- Up Migration

-- What a round asks of its steps, talks and extensions, and the calendar of the requests under way: without these each reads
-- every row that there ever was.
create index steps_by_countersign_round on steps (countersign_round_id) where countersign_round_id is not null;
create index countersign_talks_by_round on countersign_talks (round_id);
create index countersign_extensions_by_request on countersign_extensions (request_id);
create index open_requests_by_calendar on countersign_requests (calendar_version) where state = 'open';
