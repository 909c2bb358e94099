-- rung: transaction none
drop index concurrently tag_name_folded;
