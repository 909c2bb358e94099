drop trigger run_finished_outbox;
drop table outbox;
