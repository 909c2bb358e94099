#include "queue.hpp"

#include <soci/soci.h>

#include "schema.hpp"
#include "sql_flavour.hpp"

namespace job_queue {

using soci::into;
using soci::use;

namespace {

/// A worker that died leaves its job running. Programs that know no leases leave it to a person.
void put_back_abandoned(soci::session& sql) {
  if constexpr (schema::has_leases) {
    sql << "update job set state = 'queued' where state = 'running' and leased_until < current_timestamp";
  }
}

/// Goes behind the assignments of an UPDATE that takes a job.
std::string and_lease(const SqlFlavour& flavour) {
  return schema::has_leases ? ", leased_until = " + std::string(flavour.in_a_minute) : "";
}

void end_attempt(soci::session& sql, const Job& job, const std::string& error) {
  sql << "update attempt set finished_at = current_timestamp, error = nullif(:error, '')"
         " where job_id = :job and number = :number",
      use(error, "error"), use(job.id, "job"), use(job.attempt, "number");
}

}  // namespace

Queue::Queue(soci::session& sql) : sql_(sql), flavour_(flavour_of(sql)) {
  for (const std::string_view setting : flavour_.settings) sql_ << setting;
}

long long Queue::enqueue(const std::string& tenant, const std::string& name, const std::string& input) {
  soci::transaction transaction(sql_);
  sql_ << "insert into tenant (slug, name) values (:slug, :name) on conflict (slug) do nothing",
      use(tenant, "slug"), use(tenant, "name");
  long long id = 0;
  sql_ << "insert into job (tenant_id, name, " << schema::input
       << ") select id, :name, :input from tenant where slug = :slug returning id",
      into(id), use(name, "name"), use(input, "input"), use(tenant, "slug");
  transaction.commit();
  return id;
}

void Queue::enlist(const Worker& worker) {
  if constexpr (schema::has_host_and_port) {
    const int port = worker.place.port.value_or(0);
    sql_ << "insert into worker (name, host, port) values (:name, :host, nullif(:port, 0))"
            " on conflict (name) do update"
            " set host = excluded.host, port = excluded.port, last_seen_at = current_timestamp",
        use(worker.name, "name"), use(worker.place.host, "host"), use(port, "port");
  } else {
    const std::string address = join_address(worker.place);
    sql_ << "insert into worker (name, address) values (:name, :address)"
            " on conflict (name) do update set address = excluded.address, last_seen_at = current_timestamp",
        use(worker.name, "name"), use(address, "address");
  }
}

std::optional<Job> Queue::take(const std::string& worker) {
  soci::transaction transaction(sql_);
  put_back_abandoned(sql_);
  Job job;
  sql_ << "update job set state = 'running', started_at = current_timestamp" << and_lease(flavour_)
       << " where id = (select id from " << schema::takable_jobs << " order by priority desc, id limit 1"
       << flavour_.skip_locked << ") returning id, name, " << schema::input << ", max_attempts",
      into(job.id), into(job.name), into(job.input), into(job.max_attempts);
  if (sql_.got_data()) {
    sql_ << "insert into attempt (job_id, worker_id, number)"
            " select :job, id, 1 + (select count(*) from attempt where job_id = :job)"
            " from worker where name = :worker returning number",
        into(job.attempt), use(job.id, "job"), use(worker, "worker");
  }
  transaction.commit();
  return job.id == 0 ? std::nullopt : std::optional(job);
}

void Queue::finish(const Job& job) {
  soci::transaction transaction(sql_);
  end_attempt(sql_, job, "");
  sql_ << "update job set state = 'done', finished_at = current_timestamp where id = :job and state = "
          "'running'",
      use(job.id, "job");
  transaction.commit();
}

void Queue::finish_failed(const Job& job, const std::string& error) {
  soci::transaction transaction(sql_);
  end_attempt(sql_, job, error);
  if (job.attempt < job.max_attempts) {
    sql_ << "update job set state = 'queued', not_before = " << flavour_.in_a_minute
         << " where id = :job and state = 'running'",
        use(job.id, "job");
  } else {
    sql_ << "update job set state = 'failed', finished_at = current_timestamp where id = :job and state = "
            "'running'",
        use(job.id, "job");
  }
  transaction.commit();
}

Report Queue::report() {
  Report report;
  sql_ << "select coalesce(sum(queued), 0), coalesce(sum(running), 0), coalesce(sum(done), 0),"
          " coalesce(sum(failed), 0) from tenant_summary",
      into(report.queued), into(report.running), into(report.done), into(report.failed);

  Worker worker;
  int port = 0;
  soci::statement workers =
      (sql_.prepare << "select name, " << schema::worker_place << " from worker order by name",
       into(worker.name), into(worker.place.host), into(port));
  workers.execute();
  while (workers.fetch()) {
    worker.place.port = port == 0 ? std::nullopt : std::optional(port);
    report.workers.push_back(worker);
  }
  return report;
}

}  // namespace job_queue
