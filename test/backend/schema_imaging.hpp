#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include <rung/database.hpp>
#include <rung/schema.hpp>

#include "port/schema_reader.hpp"
#include "support/postgresql_client.hpp"
#include "support/postgresql_test_database.hpp"

namespace rung::test {

/// A database of its own, a session that reads its image as the role that owns it, and a superuser beside it.
class SchemaImaging {
 public:
  SchemaImaging();

  /// By the superuser. Throws std::runtime_error with the server's words.
  void execute(const std::string& sql) { superuser_.execute(sql); }
  /// The first column of each row.
  std::vector<std::string> rows(const std::string& sql) { return superuser_.rows(sql); }
  /// All that is in the schema `public` goes, and it is as it was.
  void clear();

  /// Another session reads from now on.
  void reconnect();
  /// By the session that reads.
  void set(const std::string& sql) { *session_ << sql; }
  /// All of the reading session's settings, its role, and whether it is in a transaction.
  std::string session_state();

  Schema image(const LeftOut& left_out = {});
  Ports& ports() { return database_->ports(); }
  int server_version();

 private:
  PostgresqlTestDatabase place_;
  PostgresqlClient superuser_;
  std::unique_ptr<soci::session> session_;
  std::unique_ptr<Database> database_;
};

/// What is made first, what is changed then, and what the difference is called, if there is one. The schema
/// `public` is the one where names without a schema are.
struct SchemaChange {
  std::string setup;
  std::string change;
  std::string difference;
  int since = 0;  ///< The first server version that knows of it, as libpq counts.
};

/// For each: what differs is that and nothing else; and the image of the same objects made anew is the same.
void check_changes(SchemaImaging& imaging, const std::vector<SchemaChange>& changes);

}  // namespace rung::test
