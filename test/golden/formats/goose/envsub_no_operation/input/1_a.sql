-- +goose Up
-- +goose ENVSUB ON
select 1;
select ${TABLE!};