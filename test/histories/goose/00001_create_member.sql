-- A lending library.

-- +goose Up
create table member(
  id integer primary key,
  name text not null check (name <> ''),
  note text not null default 'new; not checked yet'
);

-- +goose Down
drop table member;
