-- rung: oldest-reader 3
create table a(id integer);
