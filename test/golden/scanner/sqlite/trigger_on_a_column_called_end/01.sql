create trigger t update of "end" on a begin select new."end"; select end_at from a; end;
