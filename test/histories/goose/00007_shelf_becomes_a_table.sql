-- +goose Up
create table shelf(name text primary key, floor integer not null default 0) without rowid;
insert into shelf(name) select distinct shelf from book;
alter table book rename column shelf to shelf_name;

-- +goose Down
alter table book rename column shelf_name to shelf;
drop table shelf;
