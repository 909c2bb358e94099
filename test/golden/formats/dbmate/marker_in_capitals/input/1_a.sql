-- MIGRATE:UP
select 1;
