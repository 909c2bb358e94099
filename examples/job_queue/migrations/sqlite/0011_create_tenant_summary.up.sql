-- rung: oldest-reader 9
create view tenant_summary as
select
  tenant.id as tenant_id,
  tenant.slug,
  count(job.id) as jobs,
  count(case job.state when 'queued' then 1 end) as queued,
  count(case job.state when 'running' then 1 end) as running,
  count(case job.state when 'done' then 1 end) as done,
  count(case job.state when 'failed' then 1 end) as failed
from tenant left join job on job.tenant_id = tenant.id
group by tenant.id;
