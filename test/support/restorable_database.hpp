#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "support/test_database.hpp"

namespace rung::test {

/// A database on which a test works again and again from the same beginning. What looks at it knows nothing
/// of rung, and has a connection of its own for each call.
class RestorableDatabase {
 public:
  RestorableDatabase() = default;
  virtual ~RestorableDatabase() = default;
  RestorableDatabase(const RestorableDatabase&) = delete;
  RestorableDatabase& operator=(const RestorableDatabase&) = delete;

  /// For sessions on it.
  virtual TestDatabase& sessions() = 0;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  /// As rung's command line takes it.
  [[nodiscard]] virtual std::string url() const = 0;

  /// What it holds now is where `go_back` leads from now on. No session may be open at either.
  virtual void remember() = 0;
  virtual void go_back() = 0;

  /// Schema and rows in a form that is equal for equal databases; in what it tells of rung's own tables, no
  /// rows.
  virtual std::string dump() = 0;
  /// The schema as the database's own tool writes it (pg_dump), rung's tables included; empty where there is
  /// no such tool for this server.
  virtual std::string dump_of_its_tool() { return {}; }
  /// What is broken in it, in words: a damaged file, an index that is not valid although no step says that it
  /// is being made.
  virtual std::vector<std::string> damage() = 0;
  /// Whether a session is open on it; false where sessions leave no trace when their program is gone.
  virtual bool has_sessions() { return false; }
  /// The first column of each row; a null is empty.
  virtual std::vector<std::string> rows(const std::string& sql) = 0;

  /// The first column of the first row; 0 if there is none.
  std::int64_t number(const std::string& sql);
  /// Whether rung has been here.
  bool has_ledger();
  /// The head in the version row of the catalog `main`; 0 if there is none.
  std::int64_t head();
  /// What the version row says without times and run ids; empty if there is none.
  std::string version_row();
  /// "up 1 done", "down 1 failed" … for each row of the ledger, oldest first; empty if there is none.
  std::vector<std::string> ledger();
  /// "up 1", "down 1" … for each row that says `done`, oldest first; empty if there is no ledger.
  std::vector<std::string> steps_done();
  /// How many rows say `running`: steps outside a transaction, in which a run is or was cut off.
  std::int64_t steps_running();

 private:
  virtual bool has_table(const std::string& name) = 0;
};

/// For each of `backends()`: an empty database.
std::unique_ptr<RestorableDatabase> restorable_database(const std::string& backend);

}  // namespace rung::test
