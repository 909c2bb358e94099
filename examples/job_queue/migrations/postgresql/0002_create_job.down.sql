drop table job;
drop type job_state;
