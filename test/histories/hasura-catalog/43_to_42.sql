DROP TABLE event_invocation_log;
