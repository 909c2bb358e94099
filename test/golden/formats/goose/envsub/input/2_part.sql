-- +goose Up
select '$TABLE';
-- +goose ENVSUB ON
select '$TABLE';
-- +goose ENVSUB OFF
select '$TABLE';
-- +goose Down
select '$TABLE';
