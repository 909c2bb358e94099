-- +goose Up
select 1;
-- +goose Down
-- +goose Down
