-- rung: oldest-reader 32
alter table outbox add column headers text not null default '{}' check (json_valid(headers));
