create table job_dependency (
  job_id bigint not null references job (id) on delete cascade,
  needs_job_id bigint not null references job (id) on delete cascade,
  primary key (job_id, needs_job_id),
  check (job_id > needs_job_id) -- a job waits for earlier ones only: so there is no circle
);

create index job_dependency_by_need on job_dependency (needs_job_id);

create function keep_dependency_inside() returns trigger language plpgsql as $$
begin
  if (select count(distinct tenant_id) from job where id in (new.job_id, new.needs_job_id)) > 1 then
    raise exception 'a job can only wait for a job of its own tenant; enqueue both there';
  end if;
  return new;
end
$$;

create trigger job_dependency_stays_inside before insert on job_dependency
for each row execute function keep_dependency_inside();

create or replace view takable_job as
select job.id, job.tenant_id, job.queue, job.priority
from job
where job.state = 'queued'
  and coalesce(job.not_before, job.created_at) <= current_timestamp
  and not exists (
    select
    from concurrency_limit as top
    where top.tenant_id = job.tenant_id
      and top.queue = job.queue
      and top.max_running <= (
        select count(*) from job as busy
        where busy.tenant_id = top.tenant_id and busy.queue = top.queue and busy.state = 'running')
  )
  and not exists (
    select
    from job_dependency join job as needed on needed.id = job_dependency.needs_job_id
    where job_dependency.job_id = job.id and needed.state <> 'done'
  );
