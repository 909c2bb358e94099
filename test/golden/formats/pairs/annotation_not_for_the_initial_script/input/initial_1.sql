-- rung: irreversible so it is
create table a(id integer);
