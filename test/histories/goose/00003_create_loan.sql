-- +goose Up
create table loan(
  id integer primary key,
  member integer not null references member(id) on delete cascade,
  book integer not null references book(id),
  "due; on" text not null,
  returned text
);
create unique index loan_open on loan(book) where returned is null;

-- +goose Down
drop table loan;
