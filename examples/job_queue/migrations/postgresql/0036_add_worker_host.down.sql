alter table worker drop column port, drop column host;
