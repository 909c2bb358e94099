-- To a program that knows no cancelling, a cancelled job is one that failed. An enum cannot lose a value, so the
-- type is built again. What compares a state with a value of the old type goes first and comes back last.
drop view tenant_summary;
drop trigger job_state_audit on job;
drop index job_queued;
drop index job_due;
alter table job drop constraint job_is_finished;

alter type job_state rename to job_state_with_cancelled;
create type job_state as enum ('queued', 'running', 'done', 'failed');

alter table job
  alter column state drop default,
  alter column state type job_state
    using (case state when 'cancelled' then 'failed' else state::text end)::job_state,
  alter column state set default 'queued';

drop type job_state_with_cancelled;

alter table job
  add constraint job_is_finished check ((state in ('queued', 'running')) = (finished_at is null));
create index job_queued on job (priority desc, id) where state = 'queued';
create index job_due on job (coalesce(not_before, created_at)) where state = 'queued';

create trigger job_state_audit after update of state on job
for each row when (old.state is distinct from new.state) execute function audit_job_state();

create view tenant_summary as
select
  tenant.id as tenant_id,
  tenant.slug,
  count(job.id) as jobs,
  count(*) filter (where job.state = 'queued') as queued,
  count(*) filter (where job.state = 'running') as running,
  count(*) filter (where job.state = 'done') as done,
  count(*) filter (where job.state = 'failed') as failed
from tenant left join job on job.tenant_id = tenant.id
group by tenant.id;

grant select on tenant_summary to pg_monitor;
