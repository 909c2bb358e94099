CREATE TABLE event_invocation_log (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event_log(id) ON DELETE CASCADE,
  "status;code" INTEGER,
  response TEXT
);
CREATE INDEX event_invocation_by_event ON event_invocation_log(event_id);
