#pragma once

#include <memory>
#include <string>

#include <rung/database.hpp>

#include "support/restorable_database.hpp"

namespace rung::test {

/// A session as an engine opens it, with settings of its own.
class OpenSession {
 public:
  explicit OpenSession(RestorableDatabase& restorable);

  /// A new one of the same session.
  [[nodiscard]] Database database() const { return restorable_->sessions().wrap(*session_); }
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool has_its_settings() const { return settings() == settings_; }

 private:
  [[nodiscard]] std::string settings() const;

  RestorableDatabase* restorable_;
  std::unique_ptr<soci::session> session_;
  std::string settings_;
};

}  // namespace rung::test
