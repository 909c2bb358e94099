-- migrate:up
create table users (id integer);

-- migrate:down
drop table users;
