--+gose Up
select 1;