-- rung: oldest-reader 32
alter table outbox add column headers jsonb not null default '{}' check (jsonb_typeof(headers) = 'object');
