create function f() returns int language plpgsql as $body$
begin
  perform $$;$$; -- $bod$ ; $body
  return 1; end
$body$;
