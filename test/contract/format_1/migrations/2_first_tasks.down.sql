delete from task where id in (1, 2);
