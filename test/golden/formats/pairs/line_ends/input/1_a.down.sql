drop table a;
