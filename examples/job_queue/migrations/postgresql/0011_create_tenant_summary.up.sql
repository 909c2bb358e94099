-- rung: oldest-reader 9
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

-- For monitoring, which needs the numbers and not the jobs.
grant select on tenant_summary to pg_monitor;
