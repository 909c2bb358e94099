-- +goose Up
create table loan_log(
  id integer primary key,
  loan integer not null,
  what text not null,
  at text not null default (strftime('%Y-%m-%d', 'now'))
);
-- +goose StatementBegin
create trigger loan_is_logged after update of returned on loan
when new.returned is not old.returned
begin
  insert into loan_log(loan, what)
    values (new.id, case when new.returned is null then 'taken back; again' else 'returned' end);
  update member set note = 'last seen; at the desk' where id = new.member;
end;
-- +goose StatementEnd

-- +goose Down
drop trigger loan_is_logged;
drop table loan_log;
