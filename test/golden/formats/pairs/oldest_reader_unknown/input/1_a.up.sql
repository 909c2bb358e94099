create table a(id integer);
