drop trigger job_buried;

create table attempt_rebuilt (
  id integer primary key,
  job_id integer not null references job (id) on delete cascade,
  worker_id integer references worker (id) on delete set null,
  number integer not null check (number > 0),
  started_at text not null default current_timestamp,
  finished_at text,
  error text,
  unique (job_id, number)
);

insert into attempt_rebuilt (id, job_id, worker_id, number, started_at, finished_at, error)
select id, job_id, worker_id, number, started_at, finished_at, error from attempt;

drop table attempt;
alter table attempt_rebuilt rename to attempt;

create index attempt_by_worker on attempt (worker_id) where worker_id is not null;

create trigger job_buried after update of state on job
when new.state = 'failed' and (select count(*) from attempt where job_id = new.id) >= new.max_attempts
begin
  insert into dead_letter (job_id, reason)
  select new.id, coalesce(
    (select error from attempt where job_id = new.id order by number desc limit 1),
    'no error was recorded; look at the worker''s log')
  where new.id not in (select job_id from dead_letter);
end;
