alter table tenant add column suspended_at timestamptz;

create function refuse_job_of_suspended_tenant() returns trigger language plpgsql as $$
begin
  if (select suspended_at from tenant where id = new.tenant_id) is not null then
    raise exception 'the tenant is suspended; nothing can be enqueued for it';
  end if;
  return new;
end
$$;

create trigger job_of_suspended_tenant before insert on job
for each row execute function refuse_job_of_suspended_tenant();

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
  )
  and not exists (
    select from tenant where tenant.id = job.tenant_id and tenant.suspended_at is not null
  );
