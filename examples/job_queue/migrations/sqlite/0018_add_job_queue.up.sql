-- The payload may name a queue. It is text from outside, so it is read as JSON only where it is JSON.
alter table job add column queue text
  generated always as (
    coalesce(case when json_valid(payload) then json_extract(payload, '$.queue') end, 'default')
  ) virtual;

drop index job_queued;
create index job_queued on job (queue, priority desc, id) where state = 'queued';
