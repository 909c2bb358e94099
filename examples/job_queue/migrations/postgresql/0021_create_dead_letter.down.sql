drop trigger job_buried on job;
drop function bury_job();
drop table dead_letter;
