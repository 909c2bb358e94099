drop index job_queued;
create index job_queued on job (priority desc, id) where state = 'queued';

alter table job drop column queue;
drop function queue_named_in(text);
