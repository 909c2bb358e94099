-- rung: oldest-reader 9
create table tag (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  name text not null check (name <> ''),
  unique (tenant_id, name)
);

create table job_tag (
  job_id integer not null references job (id) on delete cascade,
  tag_id integer not null references tag (id) on delete cascade,
  primary key (job_id, tag_id)
) without rowid;

create index job_tag_by_tag on job_tag (tag_id);
