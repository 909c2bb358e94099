insert into stdin select * from copy;
