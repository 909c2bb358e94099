drop index job_running;
drop table concurrency_limit;
