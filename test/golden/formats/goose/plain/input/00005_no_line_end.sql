-- +goose Up
select 2;
-- +goose Down