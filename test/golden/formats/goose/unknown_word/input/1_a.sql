-- +goose Up
-- +goose StatmentBegin
select 1;
