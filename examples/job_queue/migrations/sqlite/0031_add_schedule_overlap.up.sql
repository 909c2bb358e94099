-- What to do when a run is due and the one before it has not ended.
create table schedule_rebuilt (
  id integer primary key,
  workflow_id integer not null references workflow (id) on delete cascade,
  cron text not null check (length(cron) - length(replace(cron, ' ', '')) = 4),
  time_zone text not null default 'UTC',
  overlap text not null default 'skip' check (overlap in ('skip', 'queue', 'parallel')),
  next_due_at text,
  enabled integer not null default 1 check (enabled in (0, 1)),
  unique (workflow_id, cron, time_zone)
);

insert into schedule_rebuilt (id, workflow_id, cron, next_due_at, enabled)
select id, workflow_id, cron, next_due_at, enabled from schedule;

drop table schedule;
alter table schedule_rebuilt rename to schedule;

create index schedule_due on schedule (next_due_at) where enabled = 1;
