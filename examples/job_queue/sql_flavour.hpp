#pragma once

#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace job_queue {

/// What the queue says differently to SQLite and to PostgreSQL: all of it stands here, so that the queue
/// itself reads the same.
struct SqlFlavour {
  /// What each session begins with.
  std::vector<std::string_view> settings;
  /// The time 60 seconds from now.
  std::string_view in_a_minute;
  /// Goes behind a SELECT of the job to take: keeps others from it, and leaves those that others are taking.
  std::string_view skip_locked;
};

/// The flavour of the session's database. Throws std::invalid_argument if the queue cannot work on that.
const SqlFlavour& flavour_of(const soci::session& sql);

}  // namespace job_queue
