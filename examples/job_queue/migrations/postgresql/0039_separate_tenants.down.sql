drop policy own on tenant_setting;
alter table tenant_setting disable row level security;

drop policy own on workflow;
alter table workflow disable row level security;

drop policy own on tag;
alter table tag disable row level security;

drop policy own on job;
alter table job disable row level security;

drop policy own on tenant;
alter table tenant disable row level security;
