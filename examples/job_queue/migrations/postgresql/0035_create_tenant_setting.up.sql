-- rung: oldest-reader 32
create table tenant_setting (
  tenant_id bigint not null references tenant (id) on delete cascade,
  name text not null,
  value jsonb not null,
  primary key (tenant_id, name)
);
