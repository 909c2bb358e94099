insert into task values (1, 'first');
insert into task values (2, 'second');
