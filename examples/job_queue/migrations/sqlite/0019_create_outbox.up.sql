-- rung: oldest-reader 18
-- What others must be told is written with the change itself, and sent by a process of its own.
create table outbox (
  id integer primary key,
  topic text not null,
  body text not null check (json_valid(body)),
  created_at text not null default current_timestamp,
  published_at text
);

create index outbox_unpublished on outbox (id) where published_at is null;

create trigger run_finished_outbox after update of state on run when new.state <> 'running'
begin
  insert into outbox (topic, body) values ('run.finished', json_object('run', new.id, 'state', new.state));
end;
