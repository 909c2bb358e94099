-- rung: irreversible
create table a(id integer);
