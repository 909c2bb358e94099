-- rung: oldest-reader 13
create table workflow (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  name text not null,
  created_at text not null default current_timestamp,
  unique (tenant_id, name)
);
