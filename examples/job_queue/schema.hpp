#pragma once

#include <string_view>

/// What differs between the schemas that the three programs know: all of it stands here, so that the queue
/// itself reads the same. What differs between the databases stands in sql_flavour.cpp. CMake says which
/// program this is: JOB_QUEUE_RELEASE is its name, JOB_QUEUE_VERSION its schema.
namespace job_queue::schema {

inline constexpr std::string_view release = JOB_QUEUE_RELEASE;
inline constexpr int version = JOB_QUEUE_VERSION;

/// A view of the jobs that may be taken now, which knows of limits.
inline constexpr bool has_takable_jobs = version >= 25;
/// A worker that falls silent loses its job after a while.
inline constexpr bool has_leases = version >= 32;
/// Where a worker is; before, it has an address.
inline constexpr bool has_host_and_port = version >= 38;

/// What a job works on.
inline constexpr std::string_view input = version >= 41 ? "input" : "payload";

/// A host and a port, 0 for none. An address stands for a host without one.
inline constexpr std::string_view worker_place = has_host_and_port ? "host, coalesce(port, 0)" : "address, 0";

/// A source of `id` and `priority` of the jobs that may be taken now.
inline constexpr std::string_view takable_jobs =
    has_takable_jobs ? "takable_job"
                     : "(select id, priority from job where state = 'queued'"
                       " and coalesce(not_before, created_at) <= current_timestamp) as takable_job";

}  // namespace job_queue::schema
