-- rung: oldest-reader 28
create table worker_heartbeat (
  worker_id integer not null references worker (id) on delete cascade,
  at text not null default current_timestamp,
  running_jobs integer not null check (running_jobs >= 0),
  primary key (worker_id, at)
) without rowid;

create trigger worker_is_seen after insert on worker_heartbeat
begin
  update worker set last_seen_at = max(last_seen_at, new.at) where id = new.worker_id;
end;
