create function f() returns int language plpgsql as $body$
begin
  perform $$;$$; -- $bod$ ; $body
  return 1; end
$body$;
do $$ begin null; end $$; select $a$ $b$ ; $b$ $a$; select $$$$; select $_1$;$_1$;
