create table dead_letter (
  job_id bigint primary key references job (id) on delete cascade,
  reason text not null,
  buried_at timestamptz not null default current_timestamp
);

insert into dead_letter (job_id, reason, buried_at)
select id, 'failed before dead letters were kept; see its attempts', finished_at from job where state = 'failed';

create function bury_job() returns trigger language plpgsql as $$
begin
  if (select count(*) from attempt where job_id = new.id) >= new.max_attempts then
    insert into dead_letter (job_id, reason)
    values (new.id, coalesce(
      (select error from attempt where job_id = new.id order by number desc limit 1),
      'no error was recorded; look at the worker''s log'))
    on conflict (job_id) do nothing;
  end if;
  return null;
end
$$;

create trigger job_buried after update of state on job
for each row when (new.state = 'failed') execute function bury_job();
