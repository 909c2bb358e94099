drop view takable_job;
drop trigger job_of_suspended_tenant;
alter table tenant drop column suspended_at;

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
