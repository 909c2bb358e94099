drop table attempt;
