create table a(b);
create trigger if not exists "on;a" after insert on a
when new.b > case when 1 then 2 end
begin
  update a set b = case b when 1 then 2 else 3 end; -- END;
  insert into a values ('end;'); /* END; */
end;
select 1;
