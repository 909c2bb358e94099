CREATE TABLE engine_metadata (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  metadata TEXT NOT NULL DEFAULT '{"version":3;"sources":[]}',
  resource_version INTEGER NOT NULL DEFAULT 1
);
INSERT INTO engine_metadata(id) VALUES (1);
