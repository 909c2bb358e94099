DROP TABLE cron_event;
