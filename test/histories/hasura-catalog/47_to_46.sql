DROP VIEW pending_work;
