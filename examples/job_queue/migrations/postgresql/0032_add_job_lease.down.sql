drop index job_leased;

alter table job drop column leased_until;
