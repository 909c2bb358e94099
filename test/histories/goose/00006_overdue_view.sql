-- +goose Up
/* What the desk looks at each morning;
   a block comment of two lines. */
create view overdue as
  select loan.id, member.name, book.title, loan."due; on" as due,
         case when loan.returned is null then 'out;' else 'back;' end as state
    from loan join member on member.id = loan.member
              join book on book.id = loan.book
   where loan."due; on" < date('now');

-- +goose Down
drop view overdue;
