-- rung: oldest-reader 2
create table a(id integer);
