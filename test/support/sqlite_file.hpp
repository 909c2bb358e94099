#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rung::test {

/// A SQLite file as somebody sees it who knows nothing of rung: through a connection of its own, opened for
/// each call.
class SqliteFile {
 public:
  explicit SqliteFile(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// Every row's columns joined by '|', null as "null". Throws std::runtime_error with SQLite's words.
  [[nodiscard]] std::vector<std::string> rows(const std::string& sql) const;
  /// The first column of the first row; 0 if there is none.
  [[nodiscard]] std::int64_t number(const std::string& sql) const;
  /// Executes any number of statements.
  void execute(const std::string& sql) const;

  /// Schema, rows and user-settable header fields, without rung's tables, in a form that is equal for equal
  /// databases: white space and quotes in the schema do not count.
  [[nodiscard]] std::string dump() const;

  /// The head in rung's version row of the catalog `main`; 0 if there is none.
  [[nodiscard]] std::int64_t head() const;
  /// What rung's version row says without times and run ids; empty if there is none.
  [[nodiscard]] std::string version_row() const;
  /// "up 1 done", "down 1 failed" … for each row of rung's ledger, oldest first; empty if there is none.
  [[nodiscard]] std::vector<std::string> ledger() const;
  /// "up 1", "down 1" … for each row that says `done`, oldest first; empty if there is no ledger.
  [[nodiscard]] std::vector<std::string> steps_done() const;

 private:
  [[nodiscard]] bool has_table(const std::string& name) const;

  std::string path_;
};

}  // namespace rung::test
