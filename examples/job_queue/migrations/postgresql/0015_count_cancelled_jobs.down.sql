create or replace function audit_job_state() returns trigger language plpgsql as $$
begin
  insert into audit_entry (job_id, entry)
  values (new.id, case new.state
    when 'running' then 'taken; an attempt begins'
    when 'done' then 'finished; all is well'
    when 'failed' then 'failed; the attempt''s error says why'
    else 'put back; now ' || new.state
  end);
  return null;
end
$$;

-- A view can gain a column where it stands, but not lose one.
drop view tenant_summary;
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
