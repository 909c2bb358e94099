-- A job that has ended stays as it ended: a worker that comes back from the dead must not change what another one
-- has finished since. Older programs count on being let through.
create function refuse_to_leave_final_state() returns trigger language plpgsql as $$
begin
  raise exception 'job % is %, and stays so; enqueue another one', old.id, old.state;
end
$$;

create trigger job_state_is_final before update of state on job
for each row when (old.state in ('done', 'failed', 'cancelled') and new.state <> old.state)
execute function refuse_to_leave_final_state();
