select 1;
-- migrat:DOWN
drop table a;
