drop trigger job_finishes_run on job;
drop function finish_run();
alter table job drop column run_id;

drop table run;
drop type run_state;
