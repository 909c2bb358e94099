insert into account(handle, "display;name") values ('host', 'The host; it''s me');
insert into room(topic, owner)
select 'lobby; no shouting', id from account where handle = 'host'
union all
select 'begin -- end', id from account where handle = 'host';
