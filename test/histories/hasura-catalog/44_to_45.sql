CREATE TABLE cron_event (
  id INTEGER PRIMARY KEY,
  trigger_name TEXT NOT NULL,
  scheduled_time TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'scheduled' CHECK (state IN ('scheduled', 'locked', 'delivered', 'error', 'dead')),
  UNIQUE (trigger_name, scheduled_time)
);
