-- rung: transaction wrapped
create table a(id integer);
