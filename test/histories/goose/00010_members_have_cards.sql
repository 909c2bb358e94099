-- +goose Up
alter table member add column card text;
create unique index member_card on member(card) where card is not null;
update member set card = printf('%06d', id);

-- +goose Down
drop index member_card;
alter table member drop column card;
