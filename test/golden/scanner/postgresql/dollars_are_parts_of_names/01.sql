select a$b$;
