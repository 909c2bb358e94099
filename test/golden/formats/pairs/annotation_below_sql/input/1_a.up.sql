create table a(id integer);
-- rung: transaction none
