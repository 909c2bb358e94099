drop index job_queued;
