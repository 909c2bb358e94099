select $_1$;$_1$;
