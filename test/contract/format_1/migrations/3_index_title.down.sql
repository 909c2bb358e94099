drop index task_title;
