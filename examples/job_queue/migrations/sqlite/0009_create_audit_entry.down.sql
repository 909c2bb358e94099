drop trigger job_state_audit;
drop trigger job_deleted_audit;
drop table audit_entry;
