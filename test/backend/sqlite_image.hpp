#pragma once

#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

#include <rung/schema.hpp>
#include <rung/schema_diff.hpp>

#include "port/schema_reader.hpp"

namespace rung::test {

/// A SQLite database in memory, and its image.
class SqliteImage {
 public:
  SqliteImage();
  explicit SqliteImage(const std::string& sql) : SqliteImage() { execute(sql); }

  /// Any number of statements. Throws std::runtime_error with SQLite's words.
  void execute(const std::string& sql);
  [[nodiscard]] Schema read(const LeftOut& left_out = {});
  [[nodiscard]] ::sqlite3* handle() const noexcept { return handle_.get(); }

 private:
  struct Close {
    void operator()(::sqlite3* handle) const noexcept { sqlite3_close(handle); }
  };

  std::unique_ptr<::sqlite3, Close> handle_;
};

/// The image of a database that this script makes.
Schema image_of(const std::string& sql);

/// "column t.a: type", for each difference.
std::vector<std::string> differences(const Schema& before, const Schema& after);

/// One property; empty if there is none, or no such object.
std::string property(const Schema& schema, const std::string& kind, const std::string& parent,
                     const std::string& name, const std::string& property);

}  // namespace rung::test
