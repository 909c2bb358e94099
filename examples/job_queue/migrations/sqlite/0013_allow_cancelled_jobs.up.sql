-- SQLite cannot widen a CHECK, so the table is built again. What hangs on it goes first and comes back last;
-- the rows of attempt and job_tag, which refer to it, stay as they are.
drop view tenant_summary;

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
  check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null))
);

insert into job_rebuilt (
  id, tenant_id, name, payload, state, created_at, started_at, finished_at, priority, not_before)
select
  id, tenant_id, name, payload, state, created_at, started_at, finished_at, priority, not_before
from job;

drop table job;
alter table job_rebuilt rename to job;

create index job_by_tenant on job (tenant_id);
create index job_queued on job (priority desc, id) where state = 'queued';
create index job_due on job (coalesce(not_before, created_at)) where state = 'queued';

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
