create index task_title on task (title);
