-- +goose Up
-- +goose ENVSUB ON
select ${A};
