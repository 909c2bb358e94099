insert into a values (1);
-- a lone CR  stays
