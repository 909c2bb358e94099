#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/check.hpp>
#include <rung/downgrader.hpp>
#include <rung/error.hpp>
#include <rung/repair.hpp>
#include <rung/upgrader.hpp>
#include <rung/verify.hpp>
#include <rung/version_ledger.hpp>

#include "support/test_database.hpp"

namespace rung::test {

/// A database, and the programs that meet it: every call is a program that starts, opens a session of its
/// own, does one thing, and ends.
class Place {
 public:
  explicit Place(const std::string& backend) : database_(fresh_database(backend)) {}

  [[nodiscard]] TestDatabase& database() noexcept { return *database_; }

  Outcome upgrade(const MigrationSet& set, const UpgradeOptions& options = {},
                  const Target& target = Target::newest());
  Outcome downgrade(const MigrationSet& set, const Target& target, const DowngradeOptions& options = {});
  Outcome redo(const MigrationSet& set, std::size_t count, const DowngradeOptions& options = {});
  Plan plan_upgrade(const MigrationSet& set, const UpgradeOptions& options = {},
                    const Target& target = Target::newest());
  Plan plan_downgrade(const MigrationSet& set, const Target& target, const DowngradeOptions& options = {});
  Status check(const MigrationSet& set, const RunOptions& options = {});
  std::vector<std::string> verify(const MigrationSet& set);
  std::vector<std::string> repair(const MigrationSet& set, const std::vector<Version>& accept = {});
  std::vector<LedgerEntry> history(const LedgerOptions& ledger = {});

  /// Does something with a session and the database behind it.
  void with_session(const std::function<void(soci::session&, Database&)>& function);
  /// Calls `function` in a program that dies in the middle of it (DiesAtStep). False if it did not.
  bool dies(const std::function<void()>& function);
  /// One statement of the test's own.
  void execute(const std::string& sql);
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);
  std::string image() { return database_->image(); }

  /// The head that a program of this set sees.
  Version head() { return check({}).version; }
  /// "up 1 done", "down 1 failed" … oldest first.
  std::vector<std::string> steps(const LedgerOptions& ledger = {});

 private:
  std::unique_ptr<TestDatabase> database_;
};

/// A program of this release; it waits for nobody.
UpgradeOptions as(const std::string& release);
DowngradeOptions down_as(const std::string& release);

/// Holds the migration lock for as long as it lives, from a session of its own.
class OtherRun {
 public:
  explicit OtherRun(Place& place);
  ~OtherRun();
  OtherRun(const OtherRun&) = delete;
  OtherRun& operator=(const OtherRun&) = delete;

 private:
  std::unique_ptr<soci::session> session_;
  Database database_;
};

/// What is thrown, which must be an `Expected`.
template <typename Expected, typename Function>
Expected thrown(const Function& function) {
  try {
    function();
  } catch (const Expected& error) {
    return error;
  }
  FAIL("nothing was thrown");
  throw std::logic_error("not reached");
}

/// A refusal: a PlanError that leaves schema, rows and history as they were.
PlanError refusal(Place& place, const std::function<void()>& function);

}  // namespace rung::test

/// Makes the rest of a test case run once for each backend, in an empty database.
#define RUNG_FOR_EACH_BACKEND(place)                                             \
  const std::string rung_backend = GENERATE(from_range(rung::test::backends())); \
  INFO("backend: " << rung_backend);                                             \
  rung::test::Place place(rung_backend)
