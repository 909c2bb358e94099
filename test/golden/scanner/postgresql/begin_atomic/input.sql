create or replace function f(a int) returns int language sql
begin /* really */ atomic
  insert into t values (case when a > 1 then 1 else 2 end);
  select case when a = 1 then case a when 2 then 3 end else 2 end;
  select t.end, 1 as case from t;
end;
create procedure p() begin atomic; end; select 1;
