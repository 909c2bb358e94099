-- rung: oldest-reader 18
alter table job add column max_attempts integer not null default 3 check (max_attempts between 1 and 100);
