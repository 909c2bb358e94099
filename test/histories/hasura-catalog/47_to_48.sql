CREATE TABLE notification (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL,
  resource_version INTEGER NOT NULL
);
CREATE TRIGGER metadata_is_announced AFTER UPDATE ON engine_metadata
BEGIN
  INSERT INTO notification(id, text, resource_version) VALUES (1, 'changed; reload', new.resource_version)
    ON CONFLICT (id) DO UPDATE SET text = excluded.text, resource_version = excluded.resource_version;
END;
