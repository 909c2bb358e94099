-- rung transaction none
create table a(id integer);
