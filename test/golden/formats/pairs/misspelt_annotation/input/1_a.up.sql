-- rung: transacton none
create table a(id integer);
