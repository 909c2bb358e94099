#pragma once

#include <map>
#include <string_view>
#include <vector>

namespace job_queue {

/// Rows for a database on its way up, SQLite or PostgreSQL: each statement runs once the database is at that
/// version.
inline const std::map<int, std::vector<std::string_view>> seeds{
    {4,
     {"insert into tenant (id, slug, name) values (1, 'acme', 'Acme'), (2, 'umbrella', 'Umbrella')",
      "insert into job (id, tenant_id, name, payload, state, finished_at) values"
      " (1, 1, 'mail', '{\"queue\":\"mail\"}', 'queued', null),"
      " (2, 1, 'broken', 'not json; at all', 'done', '2026-01-01'),"
      " (3, 2, 'bill', '{}', 'failed', '2026-01-01')"}},
    {5,
     {"insert into worker (id, name, address) values"
      " (1, 'red', 'db1:5432'), (2, 'blue', '[::1]:80'), (3, 'green', 'plain'), (4, 'grey', '::1')"}},
    {7,
     {"insert into api_token (tenant_id, label, digest, revoked_at) values (1, 'ci', null, '2026-01-01')",
      "insert into attempt (job_id, worker_id, number, started_at, finished_at) values"
      " (2, 1, 1, '2026-01-01', '2026-01-02'), (3, 2, 1, '2026-01-01', null), (3, null, 2, '2026-01-01', "
      "null)"}},
    {12,
     {"insert into tag (id, tenant_id, name) values (1, 1, 'Red'), (2, 2, 'blue')",
      "insert into job_tag (job_id, tag_id) values (1, 1), (3, 2)",
      "update job set state = 'running', priority = 5 where id = 1"}},
    {20,
     {"insert into workflow (id, tenant_id, name) values (1, 1, 'nightly')",
      "insert into workflow_version (id, workflow_id, number, definition) values (1, 1, 1, '{}')",
      "insert into run (id, workflow_version_id) values (1, 1), (2, 1)",
      "insert into job (id, tenant_id, name, run_id, payload) values"
      " (4, 1, 'step', 1, '{\"queue\":\"gpu\"}'), (5, 1, 'step', 2, '{}')",
      "update job set state = 'done', finished_at = '2026-01-02' where id = 4",
      "insert into schedule (workflow_id, cron) values (1, '0 3 * * *')"}},
    {32,
     {"insert into dead_letter (job_id, reason) values (2, 'its payload is no JSON')",
      "insert into concurrency_limit (tenant_id, queue, max_running) values (1, 'gpu', 1)",
      "insert into rate_limit (tenant_id, queue, capacity, per_second, tokens) values (1, 'gpu', 5, 1, 3)",
      "insert into job (id, tenant_id, name, idempotency_key, state) values"
      " (6, 1, 'once', 'key', 'running'), (7, 1, 'then', null, 'queued')",
      "insert into job_dependency (job_id, needs_job_id) values (7, 6)",
      "insert into worker_heartbeat (worker_id, at, running_jobs) values (1, '2040-01-01', 2)",
      "update tenant set suspended_at = '2026-01-01' where id = 2"}},
    {36, {"insert into job_log (job_id, line, message) values (1, 1, 'begun; not ended')"}},
    {42, {"insert into worker (id, name, host, port) values (5, 'new', 'fe80::1', 8080)"}},
};

}  // namespace job_queue
