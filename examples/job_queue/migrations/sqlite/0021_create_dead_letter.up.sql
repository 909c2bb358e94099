create table dead_letter (
  job_id integer primary key references job (id) on delete cascade,
  reason text not null,
  buried_at text not null default current_timestamp
);

insert into dead_letter (job_id, reason, buried_at)
select id, 'failed before dead letters were kept; see its attempts', finished_at from job where state = 'failed';

create trigger job_buried after update of state on job
when new.state = 'failed' and (select count(*) from attempt where job_id = new.id) >= new.max_attempts
begin
  insert into dead_letter (job_id, reason)
  select new.id, coalesce(
    (select error from attempt where job_id = new.id order by number desc limit 1),
    'no error was recorded; look at the worker''s log')
  where new.id not in (select job_id from dead_letter);
end;
