drop index job_due;

alter table job drop column not_before;
