-- +goose Up
-- rung: transaction own
select 5;
-- +goose Down
select 6;
