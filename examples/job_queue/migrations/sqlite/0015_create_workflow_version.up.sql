-- rung: oldest-reader 13
create table workflow_version (
  id integer primary key,
  workflow_id integer not null references workflow (id) on delete cascade,
  number integer not null check (number > 0),
  definition text not null check (json_valid(definition)),
  published_at text not null default current_timestamp,
  unique (workflow_id, number)
);

-- A run refers to the version that it was started with; so what that version says must not move under it.
create trigger workflow_version_is_final before update of workflow_id, number, definition on workflow_version
begin
  select raise(abort, 'a published version is final; publish the next one');
end;
