-- no-transaction
-- rung: transaction own
create table a(id integer);
