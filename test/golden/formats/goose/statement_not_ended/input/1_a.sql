-- +goose Up
-- +goose StatementBegin
select 1;
