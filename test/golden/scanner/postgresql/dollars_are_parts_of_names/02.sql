select c$b$;
