-- Retries wait, so a queued job is not always due. Null: as soon as it was created.
alter table job add column not_before timestamptz;

create index job_due on job (coalesce(not_before, created_at)) where state = 'queued';
