drop view takable_job;
