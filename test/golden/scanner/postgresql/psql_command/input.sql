select '\d';
\connect other
select 1;