ALTER TABLE event_log ADD COLUMN locked TEXT;
ALTER TABLE event_log ADD COLUMN next_retry_at TEXT;
DROP INDEX event_log_fetch;
CREATE INDEX event_log_fetch ON event_log(locked, next_retry_at, created_at) WHERE delivered = 0 AND error = 0;
