-- +goose Up
select 1;
-- +goose StatementEnd
