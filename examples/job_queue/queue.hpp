#pragma once

#include <optional>
#include <string>
#include <vector>

#include "address.hpp"

namespace soci {
class session;
}

namespace job_queue {

struct Job {
  long long id = 0;
  std::string name;
  std::string input;
  int attempt = 0;       ///< This one; counts from 1.
  int max_attempts = 0;  ///< The job has failed when this one did.
};

struct Worker {
  std::string name;
  Place place;
};

struct Report {
  int queued = 0;
  int running = 0;
  int done = 0;
  int failed = 0;
  std::vector<Worker> workers;  ///< By name.
};

struct SqlFlavour;

/// The queue on the schema that this program knows (schema.hpp), in SQLite or PostgreSQL. Each call is one
/// transaction; any number of processes may work on one database.
class Queue {
 public:
  /// Borrows the session, which must outlive it. The database must be at a version that the program can use.
  /// Throws std::invalid_argument if it is neither SQLite nor PostgreSQL.
  explicit Queue(soci::session& sql);

  /// Adds a job to the tenant, which is created if there is none of this name (lower-case letters, digits,
  /// hyphens). Returns the job's id.
  long long enqueue(const std::string& tenant, const std::string& name, const std::string& input);

  /// Makes the worker known, or moves a known one.
  void enlist(const Worker& worker);

  /// The job with the highest priority, the oldest first, is now running at `worker`, which must be enlisted.
  /// Nothing if there is none to take. A job whose worker is silent for longer than its lease is taken again.
  std::optional<Job> take(const std::string& worker);

  /// The job is done, unless it was taken from this worker and has ended since.
  void finish(const Job& job);

  /// The attempt failed; the job is tried again after a while, or has failed for good after its last attempt.
  void finish_failed(const Job& job, const std::string& error);

  /// Of all tenants.
  [[nodiscard]] Report report();

 private:
  soci::session& sql_;
  const SqlFlavour& flavour_;
};

}  // namespace job_queue
