select 1$t$;$t$;
