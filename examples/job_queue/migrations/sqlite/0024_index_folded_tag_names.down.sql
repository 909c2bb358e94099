drop index tag_name_folded;
