-- The rows of attempt and worker_heartbeat, which refer to a worker, stay as they are.
drop trigger worker_is_seen;

create table worker_rebuilt (
  id integer primary key,
  name text not null unique,
  host text not null,
  port integer check (port between 1 and 65535),
  started_at text not null default current_timestamp,
  last_seen_at text not null default current_timestamp
);

insert into worker_rebuilt (id, name, host, port, started_at, last_seen_at)
select id, name, host, port, started_at, last_seen_at from worker;

drop table worker;
alter table worker_rebuilt rename to worker;

create trigger worker_is_seen after insert on worker_heartbeat
begin
  update worker set last_seen_at = max(last_seen_at, new.at) where id = new.worker_id;
end;
