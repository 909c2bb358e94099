-- finds a task by its title
create index task_title on task(title);
