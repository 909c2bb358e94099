DROP TRIGGER event_gives_up;
