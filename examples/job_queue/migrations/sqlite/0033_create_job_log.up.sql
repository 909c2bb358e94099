-- rung: oldest-reader 32
create table job_log (
  job_id integer not null references job (id) on delete cascade,
  line integer not null check (line > 0),
  at text not null default current_timestamp,
  message text not null,
  primary key (job_id, line)
) without rowid;
