-- rung: oldest-reader 32
-- Job ids ascend, so a range of them is a range of time: old logs go with their partition.
create table job_log (
  job_id bigint not null references job (id) on delete cascade,
  line integer not null check (line > 0),
  at timestamptz not null default current_timestamp,
  message text not null,
  primary key (job_id, line)
) partition by range (job_id);

create table job_log_1 partition of job_log for values from (minvalue) to (1000000);
create table job_log_2 partition of job_log for values from (1000000) to (2000000);
create table job_log_rest partition of job_log default;
