DROP INDEX event_log_fetch;
CREATE INDEX event_log_fetch ON event_log(created_at) WHERE delivered = 0 AND error = 0;
ALTER TABLE event_log DROP COLUMN next_retry_at;
ALTER TABLE event_log DROP COLUMN locked;
