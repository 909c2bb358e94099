-- Two schedules that differ in their time zone alone would be one here: this fails rather than lose one.
alter table schedule
  drop constraint schedule_workflow_id_cron_time_zone_key,
  drop column overlap,
  drop column time_zone,
  add unique (workflow_id, cron);

drop type schedule_overlap;
