delete from room where topic in ('lobby; no shouting', 'begin -- end');
delete from account where handle = 'host';
