-- rung: oldest-reader 28
-- Heartbeats are many and soon of no use: they are thrown away by the year, which is one DROP TABLE.
create table worker_heartbeat (
  worker_id bigint not null references worker (id) on delete cascade,
  at timestamptz not null default current_timestamp,
  running_jobs integer not null check (running_jobs >= 0),
  primary key (worker_id, at)
) partition by range (at);

create table worker_heartbeat_2026 partition of worker_heartbeat
for values from ('2026-01-01 00:00 UTC') to ('2027-01-01 00:00 UTC');
create table worker_heartbeat_2027 partition of worker_heartbeat
for values from ('2027-01-01 00:00 UTC') to ('2028-01-01 00:00 UTC');
create table worker_heartbeat_rest partition of worker_heartbeat default;

create function see_worker() returns trigger language plpgsql as $$
begin
  update worker set last_seen_at = greatest(last_seen_at, new.at) where id = new.worker_id;
  return null;
end
$$;

create trigger worker_is_seen after insert on worker_heartbeat
for each row execute function see_worker();
