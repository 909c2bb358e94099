create table task(id integer);
