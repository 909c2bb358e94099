-- rung: transaction none
-- +goose Up
select 1;
