-- migrate:up
select 1;
-- migrate:donw
select 1;
