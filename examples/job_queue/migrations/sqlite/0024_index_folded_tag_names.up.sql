-- rung: oldest-reader 23
-- People search for tags without minding their case.
create index tag_name_folded on tag (tenant_id, lower(name));
