create table job_dependency (
  job_id integer not null references job (id) on delete cascade,
  needs_job_id integer not null references job (id) on delete cascade,
  primary key (job_id, needs_job_id),
  check (job_id > needs_job_id) -- a job waits for earlier ones only: so there is no circle
) without rowid;

create index job_dependency_by_need on job_dependency (needs_job_id);

create trigger job_dependency_stays_inside before insert on job_dependency
begin
  select raise(abort, 'a job can only wait for a job of its own tenant; enqueue both there')
  where (select tenant_id from job where id = new.job_id)
    is not (select tenant_id from job where id = new.needs_job_id);
end;

drop view takable_job;
create view takable_job as
select job.id, job.tenant_id, job.queue, job.priority
from job
where job.state = 'queued'
  and coalesce(job.not_before, job.created_at) <= current_timestamp
  and not exists (
    select 1
    from concurrency_limit as top
    where top.tenant_id = job.tenant_id
      and top.queue = job.queue
      and top.max_running <= (
        select count(*) from job as busy
        where busy.tenant_id = top.tenant_id and busy.queue = top.queue and busy.state = 'running')
  )
  and not exists (
    select 1
    from job_dependency join job as needed on needed.id = job_dependency.needs_job_id
    where job_dependency.job_id = job.id and needed.state <> 'done'
  );
