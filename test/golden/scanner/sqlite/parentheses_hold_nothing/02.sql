select 2);
