#pragma once

#include <memory>
#include <string>

#include <rung/database.hpp>

namespace soci {
class session;
}

namespace rung::test {

/// A session on a SQLite file as an engine opens it: foreign keys are enforced, and nothing is synced, for
/// speed.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  /// A new one of the same session.
  [[nodiscard]] Database database() const;
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool enforces_foreign_keys() const;

 private:
  std::unique_ptr<soci::session> session_;
};

}  // namespace rung::test
