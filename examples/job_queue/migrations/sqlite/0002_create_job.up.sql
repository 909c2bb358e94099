create table job (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  name text not null,
  payload text not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  created_at text not null default current_timestamp,
  started_at text,
  finished_at text,
  check ((state in ('done', 'failed')) = (finished_at is not null))
);

create index job_by_tenant on job (tenant_id);
