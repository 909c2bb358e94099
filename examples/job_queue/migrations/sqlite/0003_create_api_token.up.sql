create table api_token (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  label text not null,
  secret text not null unique,
  created_at text not null default current_timestamp
);
