-- rung: oldest-reader 38
-- The engine owns the tables and sees every row. Any other role that is granted some sees those of one tenant, which
-- its session names: `set job_queue.tenant = 'acme'`. Without a name it sees none.
alter table tenant enable row level security;
create policy own on tenant using (slug = current_setting('job_queue.tenant', true));

-- The rows of the tenants that the session sees.
alter table job enable row level security;
create policy own on job using (tenant_id in (select id from tenant));

alter table tag enable row level security;
create policy own on tag using (tenant_id in (select id from tenant));

alter table workflow enable row level security;
create policy own on workflow using (tenant_id in (select id from tenant));

alter table tenant_setting enable row level security;
create policy own on tenant_setting using (tenant_id in (select id from tenant));
