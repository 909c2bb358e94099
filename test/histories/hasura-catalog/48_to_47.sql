DROP TRIGGER metadata_is_announced;
DROP TABLE notification;
