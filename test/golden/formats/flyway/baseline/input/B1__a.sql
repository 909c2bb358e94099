create table a (n int);
