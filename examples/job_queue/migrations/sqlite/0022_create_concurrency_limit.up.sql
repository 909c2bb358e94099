-- No older program may work from here on: it would take more jobs at once than the limit allows.
create table concurrency_limit (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  queue text not null default 'default',
  max_running integer not null check (max_running > 0),
  unique (tenant_id, queue)
);

create index job_running on job (tenant_id, queue) where state = 'running';
