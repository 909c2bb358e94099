drop index job_idempotency_key;

alter table job drop column idempotency_key;
