DROP TABLE engine_metadata;
