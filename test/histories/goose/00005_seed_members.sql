-- +goose Up
insert into member(id, name, note) values
  (1, 'O''Brien; the elder', 'reads -- everything'),
  (2, 'Zoë', '/* no comment; at all */'),
  (3, 'end', 'begin; commit; end;');

-- +goose Down
delete from member where id in (1, 2, 3);
