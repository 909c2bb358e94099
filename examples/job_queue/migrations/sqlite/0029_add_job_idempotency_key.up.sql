-- rung: oldest-reader 28
alter table job add column idempotency_key text;

create unique index job_idempotency_key on job (tenant_id, idempotency_key) where idempotency_key is not null;
