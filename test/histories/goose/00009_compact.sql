-- +goose NO TRANSACTION
-- +goose Up
vacuum;

-- +goose Down
