-- rung: transaction none
-- rung: transaction own
create table a(id integer);
