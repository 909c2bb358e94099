-- A first word.
--+goose   uP  
-- rung: oldest-reader 1
create table u(id integer);
-- +goose ENVSUB OFF
--  +goose DOWN
drop table u;