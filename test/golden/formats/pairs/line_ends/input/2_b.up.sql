-- rung: transaction own
create table b(id integer);
