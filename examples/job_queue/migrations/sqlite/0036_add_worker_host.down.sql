alter table worker drop column port;
alter table worker drop column host;
