drop table tenant;
drop domain tenant_slug;
