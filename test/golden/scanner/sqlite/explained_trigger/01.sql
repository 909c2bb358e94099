explain query plan create trigger t delete on a begin select 1; end;
