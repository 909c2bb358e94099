alter table worker drop column address, alter column host set not null;
