CREATE TRIGGER event_gives_up AFTER UPDATE OF tries ON event_log
WHEN new.tries > 5
BEGIN
  UPDATE event_log SET error = CASE WHEN delivered = 1 THEN 0 ELSE 1 END WHERE id = new.id;
  INSERT INTO event_invocation_log(event_id, "status;code", response)
    VALUES (new.id, NULL, 'given up; after ' || new.tries || ' tries');
END;
