select $1$;
