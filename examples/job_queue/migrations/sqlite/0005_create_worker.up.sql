-- rung: oldest-reader 3
create table worker (
  id integer primary key,
  name text not null unique,
  address text not null,
  started_at text not null default current_timestamp,
  last_seen_at text not null default current_timestamp
);
