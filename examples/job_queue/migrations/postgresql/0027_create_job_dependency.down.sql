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
  );

drop table job_dependency;
drop function keep_dependency_inside();
