drop trigger job_within_limit on job;
drop function stay_within_limit();
drop index job_running;
drop table concurrency_limit;
