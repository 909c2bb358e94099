drop trigger job_state_audit on job;
drop trigger job_deleted_audit on job;
drop table audit_entry;

drop function audit_job_state();
drop function audit_job_deletion();
drop function refuse_audit_change();
