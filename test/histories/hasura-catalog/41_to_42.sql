CREATE TABLE event_log (
  id TEXT PRIMARY KEY,
  schema_name TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  payload TEXT NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0,
  error INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL DEFAULT (datetime('now'))
);
CREATE INDEX event_log_fetch ON event_log(created_at) WHERE delivered = 0 AND error = 0; /* the poller; each second */
