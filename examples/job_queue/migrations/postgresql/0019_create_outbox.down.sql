drop trigger run_finished_outbox on run;
drop table outbox;

drop function tell_run_finished();
drop function wake_publisher();
