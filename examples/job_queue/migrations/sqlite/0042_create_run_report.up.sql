-- rung: oldest-reader 41
create view run_report as
select
  run.id as run_id,
  workflow.name as workflow,
  workflow_version.number as version,
  run.state,
  count(distinct job.id) as jobs,
  count(attempt.id) as attempts,
  coalesce(sum(attempt.seconds), 0.0) as seconds
from run
join workflow_version on workflow_version.id = run.workflow_version_id
join workflow on workflow.id = workflow_version.workflow_id
left join job on job.run_id = run.id
left join attempt on attempt.job_id = job.id
group by run.id;
