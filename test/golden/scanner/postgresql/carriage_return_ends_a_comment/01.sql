select 1 -- it's;
