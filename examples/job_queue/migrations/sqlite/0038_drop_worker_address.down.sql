-- The empty address is what the step before leaves; its own way back fills it.
drop trigger worker_is_seen;

create table worker_rebuilt (
  id integer primary key,
  name text not null unique,
  address text not null,
  started_at text not null default current_timestamp,
  last_seen_at text not null default current_timestamp,
  host text,
  port integer check (port between 1 and 65535)
);

insert into worker_rebuilt (id, name, address, started_at, last_seen_at, host, port)
select id, name, '', started_at, last_seen_at, host, port from worker;

drop table worker;
alter table worker_rebuilt rename to worker;

create trigger worker_is_seen after insert on worker_heartbeat
begin
  update worker set last_seen_at = max(last_seen_at, new.at) where id = new.worker_id;
end;
