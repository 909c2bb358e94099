-- by hand

--   migrate:up   transaction:true 
create table b (n int);
--migrate:down
drop table b;
