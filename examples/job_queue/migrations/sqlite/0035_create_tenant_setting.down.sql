drop table tenant_setting;
