
-- Rebuilds a.
--rung:foreign-keys  off
-- rung: transaction own

drop table a; create table a(id integer, n text);
