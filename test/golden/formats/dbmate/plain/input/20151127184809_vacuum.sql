-- migrate:up transaction:false
vacuum;
-- migrate:down
select 1;
