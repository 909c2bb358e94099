Create Temporary Trigger u delete on a begin select 1;end /* */ ;
