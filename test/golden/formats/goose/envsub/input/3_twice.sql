-- +goose Up
-- +goose ENVSUB ON
-- +goose envsub on
select '$TABLE';
-- +goose ENVSUB OFF
-- +goose ENVSUB OFF
-- +goose Down
-- +goose ENVSUB ON
select '${TABLE}';