-- up: to here
select 1;
