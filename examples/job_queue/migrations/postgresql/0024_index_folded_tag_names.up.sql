-- rung: oldest-reader 23
-- rung: transaction none
-- People search for tags without minding their case. Tags are written all day: the index is built beside that.
create index concurrently tag_name_folded on tag (tenant_id, lower(name));
