  -- rung: irreversible the old names are gone
delete from a;
