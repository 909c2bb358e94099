#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include <rung/database.hpp>
#include <rung/dialect.hpp>

namespace rung::test {

/// What a contract test needs of a backend: an empty database of its own, and any number of sessions on it. A
/// new backend is a new class behind this interface and a line in `backends`; no test changes.
class TestDatabase {
 public:
  TestDatabase() = default;
  virtual ~TestDatabase() = default;
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  [[nodiscard]] virtual Dialect dialect() const = 0;

  /// A further session on this database, with foreign keys enforced.
  virtual std::unique_ptr<soci::session> open() = 0;
  /// A session that may read, and nothing else.
  virtual std::unique_ptr<soci::session> open_reader() = 0;
  /// The session as rung takes it; it must outlive what is returned.
  virtual Database wrap(soci::session& session) = 0;

  /// Schema and rows in a form that is equal for equal databases; rung's own tables are left out.
  virtual std::string image() = 0;

  /// A schema other than the one where a ledger is created by default, for sessions opened from now on.
  virtual std::string add_schema() = 0;

  /// Waits until nothing is left of sessions whose program died: a server takes a moment to notice.
  virtual void wait_until_alone() = 0;

  /// A script for a step outside a transaction, of two statements: each leaves a trace in the image. This and
  /// its relatives work behind `create table t5(id integer primary key, name text)`.
  [[nodiscard]] virtual std::string outside_script() const = 0;
  /// The same, but the second statement fails.
  [[nodiscard]] virtual std::string failing_outside_script() const = 0;
  /// The same as `outside_script`, but the first statement is another one.
  [[nodiscard]] virtual std::string edited_outside_script() const = 0;
  /// A statement that undoes the first one of `outside_script`.
  [[nodiscard]] virtual std::string undo_of_outside_script() const = 0;
};

/// The names of all backends that this program was built with, and whose server can be started here.
std::vector<std::string> backends();

/// An empty database; it is gone when the object is.
std::unique_ptr<TestDatabase> fresh_database(const std::string& backend);

}  // namespace rung::test
