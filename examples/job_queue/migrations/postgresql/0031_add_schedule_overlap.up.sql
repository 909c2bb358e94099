-- What to do when a run is due and the one before it has not ended.
create type schedule_overlap as enum ('skip', 'queue', 'parallel');

alter table schedule
  add column time_zone text not null default 'UTC',
  add column overlap schedule_overlap not null default 'skip',
  drop constraint schedule_workflow_id_cron_key,
  add unique (workflow_id, cron, time_zone);
