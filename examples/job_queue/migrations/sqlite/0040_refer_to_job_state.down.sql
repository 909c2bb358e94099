drop view takable_job;
drop view tenant_summary;
drop trigger job_dependency_stays_inside;

create table job_rebuilt (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  name text not null,
  payload text not null default '{}',
  state text not null default 'queued'
    check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  created_at text not null default current_timestamp,
  started_at text,
  finished_at text,
  priority integer not null default 0 check (priority between -100 and 100),
  not_before text,
  run_id integer references run (id) on delete cascade,
  queue text
    generated always as (
      coalesce(case when json_valid(payload) then json_extract(payload, '$.queue') end, 'default')
    ) virtual,
  max_attempts integer not null default 3 check (max_attempts between 1 and 100),
  idempotency_key text,
  leased_until text,
  check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null))
);

insert into job_rebuilt (
  id, tenant_id, name, payload, state, created_at, started_at, finished_at, priority, not_before, run_id,
  max_attempts, idempotency_key, leased_until)
select
  id, tenant_id, name, payload, state, created_at, started_at, finished_at, priority, not_before, run_id,
  max_attempts, idempotency_key, leased_until
from job;

drop table job;
alter table job_rebuilt rename to job;

create index job_by_tenant on job (tenant_id);
create index job_queued on job (queue, priority desc, id) where state = 'queued';
create index job_due on job (coalesce(not_before, created_at)) where state = 'queued';
create index job_by_run on job (run_id) where run_id is not null;
create index job_running on job (tenant_id, queue) where state = 'running';
create unique index job_idempotency_key on job (tenant_id, idempotency_key) where idempotency_key is not null;
create index job_leased on job (leased_until) where state = 'running';

create trigger job_state_audit after update of state on job when old.state is not new.state
begin
  insert into audit_entry (job_id, entry)
  values (new.id, case new.state
    when 'running' then 'taken; an attempt begins'
    when 'done' then 'finished; all is well'
    when 'failed' then 'failed; the attempt''s error says why'
    when 'cancelled' then 'cancelled; nobody will take it'
    else 'put back; now ' || new.state
  end);
end;

create trigger job_deleted_audit after delete on job
begin
  insert into audit_entry (job_id, entry) values (old.id, 'deleted; it was ' || old.state);
end;

create trigger job_finishes_run after update of state on job
when new.run_id is not null
  and not exists (select 1 from job where run_id = new.run_id and state in ('queued', 'running'))
begin
  update run
  set finished_at = current_timestamp,
      state = case
        when exists (select 1 from job where run_id = new.run_id and state <> 'done') then 'failed'
        else 'done'
      end
  where id = new.run_id and state = 'running';
end;

create trigger job_buried after update of state on job
when new.state = 'failed' and (select count(*) from attempt where job_id = new.id) >= new.max_attempts
begin
  insert into dead_letter (job_id, reason)
  select new.id, coalesce(
    (select error from attempt where job_id = new.id order by number desc limit 1),
    'no error was recorded; look at the worker''s log')
  where new.id not in (select job_id from dead_letter);
end;

create trigger job_of_suspended_tenant before insert on job
when (select suspended_at from tenant where id = new.tenant_id) is not null
begin
  select raise(abort, 'the tenant is suspended; nothing can be enqueued for it');
end;

create trigger job_dependency_stays_inside before insert on job_dependency
begin
  select raise(abort, 'a job can only wait for a job of its own tenant; enqueue both there')
  where (select tenant_id from job where id = new.job_id)
    is not (select tenant_id from job where id = new.needs_job_id);
end;

create view tenant_summary as
select
  tenant.id as tenant_id,
  tenant.slug,
  count(job.id) as jobs,
  count(case job.state when 'queued' then 1 end) as queued,
  count(case job.state when 'running' then 1 end) as running,
  count(case job.state when 'done' then 1 end) as done,
  count(case job.state when 'failed' then 1 end) as failed,
  count(case job.state when 'cancelled' then 1 end) as cancelled
from tenant left join job on job.tenant_id = tenant.id
group by tenant.id;

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
  )
  and not exists (select 1 from tenant where tenant.id = job.tenant_id and tenant.suspended_at is not null);
