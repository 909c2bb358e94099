insert into account(handle, "display;name", created_at) values ('host', 'The host; it''s me', '2023-04-20 08:00:00');
insert into room(topic, owner)
select 'lobby; no shouting', id from account where handle = 'host'
union all
select 'begin -- end', id from account where handle = 'host';
