create table attempt (
  id integer primary key,
  job_id integer not null references job (id) on delete cascade,
  worker_id integer references worker (id) on delete set null,
  number integer not null check (number > 0),
  started_at text not null default current_timestamp,
  finished_at text,
  error text,
  unique (job_id, number)
);

create index attempt_by_worker on attempt (worker_id) where worker_id is not null;
