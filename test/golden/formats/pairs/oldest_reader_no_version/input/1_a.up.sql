-- rung: oldest-reader v1.4
create table a(id integer);
