create index task_id on task (id);
insert into task values (1);
