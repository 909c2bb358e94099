-- migrate:down
select 1;
