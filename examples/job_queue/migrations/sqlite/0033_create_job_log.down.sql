drop table job_log;
