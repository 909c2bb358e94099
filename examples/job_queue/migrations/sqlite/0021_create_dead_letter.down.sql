drop trigger job_buried;
drop table dead_letter;
