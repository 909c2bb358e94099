alter table attempt add column seconds double precision
  generated always as (extract(epoch from finished_at - started_at)) stored;

create index attempt_slow on attempt (seconds desc) where seconds > 60;
