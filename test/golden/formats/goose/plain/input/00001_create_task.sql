-- +goose Up
-- +goose StatementBegin
create table task(id integer primary key, note text default 'a;b');
-- +goose StatementEnd
insert into task(id) values (1);

-- +goose Down
-- +goose StatementBegin
drop table task;
-- +goose StatementEnd
