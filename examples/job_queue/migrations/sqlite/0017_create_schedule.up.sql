-- rung: oldest-reader 16
create table schedule (
  id integer primary key,
  workflow_id integer not null references workflow (id) on delete cascade,
  cron text not null check (length(cron) - length(replace(cron, ' ', '')) = 4),
  next_due_at text,
  enabled integer not null default 1 check (enabled in (0, 1)),
  unique (workflow_id, cron)
);

create index schedule_due on schedule (next_due_at) where enabled = 1;
