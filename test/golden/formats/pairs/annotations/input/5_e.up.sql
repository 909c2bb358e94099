-- rung: oldest-reader 4
create view v as select * from a;
