-- migrate:up transaction:no
select 1;
