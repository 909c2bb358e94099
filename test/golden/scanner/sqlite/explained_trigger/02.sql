explain create trigger t delete on a begin select 1; end;
