-- rung: oldest-reader 38
create table job_state (
  name text primary key,
  final integer not null check (final in (0, 1))
) without rowid;

insert into job_state (name, final)
values ('queued', 0), ('running', 0), ('done', 1), ('failed', 1), ('cancelled', 1);
