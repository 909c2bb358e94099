DROP INDEX event_log_fetch;
DROP TABLE event_log;
