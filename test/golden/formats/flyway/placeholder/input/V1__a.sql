select 1;
create table ${schema}.a (n int);
