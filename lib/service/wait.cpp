#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/upgrader.hpp>
#include <rung/wait.hpp>

#include "decision/planner.hpp"
#include "record/patience.hpp"
#include "record/raise.hpp"
#include "service/look.hpp"

namespace rung {
namespace {

/// What a plan would be refused for is there until somebody does something about it.
void refuse_what_will_not_pass(CatalogReader& reader, Standing standing) {
  if (standing == Standing::empty || standing == Standing::behind || standing == Standing::migrating) return;
  const Situation situation = reader.read_situation();
  static_cast<void>(plan_upgrade(reader.question(situation), Target::newest(), {}));
}

std::string what_is_waited_for(const Status& status) {
  return fmt::format("the database is {} at {}, this program needs {}: another one has to migrate it",
                     to_string(status.standing), to_string(status.version), to_string(status.newest));
}

}  // namespace

Status wait_until_usable(Database& database, const MigrationSet& set, std::chrono::milliseconds timeout,
                         const RunOptions& options) {
  CatalogReader reader(database, set, options);
  Patience patience(reader.ports(), timeout, options.observer);
  patience.start();
  for (;;) {
    Status status = look(reader);
    if (status.usable()) return status;
    refuse_what_will_not_pass(reader, status.standing);
    const std::string what = what_is_waited_for(status);
    try {
      if (patience.pause(what)) continue;
    } catch (const Failure& failure) {
      raise(failure, "waiting", CatalogState::untouched(), patience);
    }
    throw LockError(
        "", patience.waited(),
        fmt::format("waited {} s in vain: {}. Nothing was touched. Look at the program that migrates, "
                    "or wait longer with `--timeout`",
                    patience.waited().count() / 1000, what),
        CatalogState::untouched());
  }
}

}  // namespace rung
