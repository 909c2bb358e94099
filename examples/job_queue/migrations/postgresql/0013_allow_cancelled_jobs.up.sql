-- Nothing may use the new value before this is committed: step 15 is the first that does.
alter type job_state add value 'cancelled';
