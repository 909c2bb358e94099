-- rung: transaction own
drop table a;
