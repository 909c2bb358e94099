-- rung: oldest-reader 3
-- Workers look at the queued jobs only, and those are few.
create index job_queued on job (id) where state = 'queued';
