-- +goose NO TRANSACTION
-- +goose Up
-- rung: transaction own
select 1;
