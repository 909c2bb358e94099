-- The empty address is what the step before leaves; its own way back fills it. A column can be added at the end only,
-- so host and port are moved behind the address, where they were.
create temporary table worker_place as select id, host, port from worker;

alter table worker
  drop column host,
  drop column port;
alter table worker
  add column address text not null default '',
  add column host text,
  add column port integer check (port between 1 and 65535);
alter table worker alter column address drop default;

update worker set host = worker_place.host, port = worker_place.port
from worker_place where worker_place.id = worker.id;

drop table worker_place;
