drop trigger job_finishes_run;
drop index job_by_run;
alter table job drop column run_id;

drop table run;
