drop index job_queued;
create index job_queued on job (id) where state = 'queued';

alter table job drop column priority;
