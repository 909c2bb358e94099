-- A worker that dies gives its job back when the lease is over.
alter table job add column leased_until text;

create index job_leased on job (leased_until) where state = 'running';
