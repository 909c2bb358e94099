-- A bucket of tokens for each queue; a job that is taken costs one.
create table rate_limit (
  tenant_id integer not null references tenant (id) on delete cascade,
  queue text not null,
  capacity real not null check (capacity >= 1),
  per_second real not null check (per_second > 0),
  tokens real not null,
  refilled_at text not null default current_timestamp,
  primary key (tenant_id, queue),
  check (tokens between 0 and capacity)
) without rowid;
