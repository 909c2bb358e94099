drop trigger job_state_is_final on job;
drop function refuse_to_leave_final_state();
