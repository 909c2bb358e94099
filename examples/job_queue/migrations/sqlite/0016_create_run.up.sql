-- A run is one execution of a workflow; its steps are jobs.
create table run (
  id integer primary key,
  workflow_version_id integer not null references workflow_version (id),
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  started_at text not null default current_timestamp,
  finished_at text,
  check ((state = 'running') = (finished_at is null))
);

create index run_by_version on run (workflow_version_id);

alter table job add column run_id integer references run (id) on delete cascade;
create index job_by_run on job (run_id) where run_id is not null;

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
