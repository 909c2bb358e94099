-- +goose Up
-- +goose StatementBegin
create table book(
  id integer primary key,
  isbn text not null unique,
  title text not null,
  shelf text not null default '--; front desk' -- a comment; with a semicolon
);
-- +goose StatementEnd
create index book_title on book(title collate nocase);

-- +goose Down
drop index book_title;
drop table book;
