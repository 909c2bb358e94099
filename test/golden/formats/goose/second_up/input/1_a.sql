-- +goose Up
select 1;
-- +goose Up
