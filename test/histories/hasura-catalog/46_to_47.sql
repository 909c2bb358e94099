CREATE VIEW pending_work AS
  SELECT 'event;' AS kind, id, created_at AS since FROM event_log WHERE delivered = 0 AND error = 0
  UNION ALL
  SELECT 'cron;', CAST(id AS TEXT), scheduled_time FROM cron_event
   WHERE CASE state WHEN 'scheduled' THEN 1 WHEN 'locked' THEN 1 ELSE 0 END = 1;
