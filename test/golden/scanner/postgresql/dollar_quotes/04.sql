select $$$$;
