-- rung: oldest-reader 32
create table tenant_setting (
  tenant_id integer not null references tenant (id) on delete cascade,
  name text not null,
  value text not null,
  primary key (tenant_id, name)
) without rowid;
