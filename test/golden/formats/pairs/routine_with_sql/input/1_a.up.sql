-- rung: routine a/1
-- and more
create table a(id integer);
