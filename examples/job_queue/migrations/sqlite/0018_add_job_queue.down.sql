drop index job_queued;
create index job_queued on job (priority desc, id) where state = 'queued';

alter table job drop column queue;
