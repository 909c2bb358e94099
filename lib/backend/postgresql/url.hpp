#pragma once

#include <string>
#include <utility>
#include <vector>

namespace rung::postgresql {

/// What a URL says of a PostgreSQL server, by libpq's keywords.
class Url {
 public:
  /// Reads `postgres://…`, `postgresql://…`, and SOCI's `postgresql://host=… dbname=…`. Throws
  /// ConnectionError if libpq cannot read it, without any part of the text in its message.
  explicit Url(const std::string& url);

  /// The same as a URI without blanks: SOCI cuts its connection string at them, in quotes too.
  [[nodiscard]] std::string uri() const;

  /// The same server and user, and another database.
  [[nodiscard]] Url with_database(std::string name) const;

  /// The text with stars in place of every secret.
  [[nodiscard]] std::string without_secrets(std::string text) const;

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace rung::postgresql
