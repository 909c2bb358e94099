drop index task_id;
