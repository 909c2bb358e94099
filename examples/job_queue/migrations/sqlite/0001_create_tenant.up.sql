-- Every other row belongs to a tenant: directly, or through its job.
create table tenant (
  id integer primary key,
  slug text not null unique check (slug <> '' and slug not glob '*[^a-z0-9-]*'),
  name text not null,
  created_at text not null default current_timestamp
);
