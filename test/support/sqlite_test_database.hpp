#pragma once

#include <string>

#include "support/sqlite_file.hpp"
#include "support/temporary_folder.hpp"
#include "support/test_database.hpp"

namespace rung::test {

/// A file in a temporary folder.
class SqliteTestDatabase final : public TestDatabase {
 public:
  SqliteTestDatabase() : file_(folder_.name("test.db")) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  std::unique_ptr<soci::session> open() override;
  std::unique_ptr<soci::session> open_reader() override;
  Database wrap(soci::session& session) override;
  std::string image() override { return file_.dump(); }
  std::string add_schema() override;
  void wait_until_alone() override {}  // Locks of a file die with their process.
  [[nodiscard]] std::string outside_script() const override;
  [[nodiscard]] std::string failing_outside_script() const override;
  [[nodiscard]] std::string edited_outside_script() const override;
  [[nodiscard]] std::string undo_of_outside_script() const override;

  [[nodiscard]] const SqliteFile& file() const noexcept { return file_; }

 private:
  TemporaryFolder folder_;
  SqliteFile file_;
  std::string attached_;  ///< The schema that each session attaches; empty: none.
};

}  // namespace rung::test
