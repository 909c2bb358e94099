-- The payload may name a queue. It is text from outside, so what is no JSON belongs to the default queue.
create function queue_named_in(payload text) returns text language plpgsql immutable as $$
begin
  return coalesce(payload::json ->> 'queue', 'default');
exception
  when data_exception then return 'default';
end
$$;

alter table job add column queue text not null generated always as (queue_named_in(payload)) stored;

drop index job_queued;
create index job_queued on job (queue, priority desc, id) where state = 'queued';
