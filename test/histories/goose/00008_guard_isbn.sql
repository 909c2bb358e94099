-- +goose Up
-- +goose StatementBegin
create trigger book_isbn_is_checked before insert on book
begin
  select case
    when length(new.isbn) not in (10, 13) then raise(abort, 'an ISBN has 10 or 13 digits; this one has not')
    when new.isbn glob '*[^0-9X]*' then raise(abort, 'an ISBN holds digits; and X')
  end;
end;
-- +goose StatementEnd

-- +goose Down
-- +goose StatementBegin
drop trigger book_isbn_is_checked;
-- +goose StatementEnd
