-- No foreign key to the job: the trail outlives what it tells of.
create table audit_entry (
  id integer primary key,
  at text not null default current_timestamp,
  job_id integer not null,
  entry text not null
);

create trigger job_state_audit after update of state on job when old.state is not new.state
begin
  insert into audit_entry (job_id, entry)
  values (new.id, case new.state
    when 'running' then 'taken; an attempt begins'
    when 'done' then 'finished; all is well'
    when 'failed' then 'failed; the attempt''s error says why'
    else 'put back; now ' || new.state
  end);
end;

create trigger job_deleted_audit after delete on job
begin
  insert into audit_entry (job_id, entry) values (old.id, 'deleted; it was ' || old.state);
end;

create trigger audit_is_append_only before update on audit_entry
begin
  select raise(abort, 'the audit trail is append-only; write another entry');
end;
