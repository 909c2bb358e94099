create table c(id integer);
