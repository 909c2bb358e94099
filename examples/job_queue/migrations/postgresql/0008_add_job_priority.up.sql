alter table job add column priority smallint not null default 0 check (priority between -100 and 100);

drop index job_queued;
create index job_queued on job (priority desc, id) where state = 'queued';
