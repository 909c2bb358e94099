insert into task(title) values ('a;b');
