#pragma once

#include <future>
#include <string>
#include <vector>

#include <soci/soci.h>

#include <rung/backend/postgresql.hpp>

#include "port/settler.hpp"
#include "support/postgresql_client.hpp"
#include "support/postgresql_server.hpp"

namespace rung::test {

/// A database of its own, a session that settles in it, and others beside it.
class Settling {
 public:
  explicit Settling(const PostgresqlAddress& server = shared_postgresql());
  ~Settling();
  Settling(const Settling&) = delete;
  Settling& operator=(const Settling&) = delete;

  Settled settle(const std::string& statement);
  void clear_away(const std::string& statement);

  /// By another session. Throws std::runtime_error with the server's words.
  void execute(const std::string& sql) { client_.execute(sql); }
  /// The same; false if the server refuses it.
  bool accepts(const std::string& sql);
  /// The first column of each row.
  std::vector<std::string> rows(const std::string& sql) { return client_.rows(sql); }
  /// By the settler's own session.
  void set(const std::string& sql);

  /// Every index outside the system's schemas, as "schema.name", with " invalid" where it is.
  std::vector<std::string> indexes();
  /// How many invalid ones there are, those of the system included.
  std::string invalid_count();

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string conninfo() const { return server_.conninfo("postgres", name_); }
  int server_version();

 private:
  Settler& settler();

  PostgresqlAddress server_;
  std::string name_;
  PostgresqlClient client_;
  soci::session session_;
  Database database_ = backend::postgresql(session_);
};

/// A statement that another session executes and that cannot go on, because a third session's transaction
/// stands in its way.
class Stuck {
 public:
  /// Returns when the statement waits. `obstacle` is executed in the open transaction before.
  Stuck(Settling& scene, const std::string& obstacle, const std::string& statement);
  ~Stuck();
  Stuck(const Stuck&) = delete;
  Stuck& operator=(const Stuck&) = delete;

  /// Ends the statement by `pg_cancel_backend` or `pg_terminate_backend`, and takes the obstacle away.
  void end_by(const std::string& function);
  /// Takes the obstacle away and waits for the statement's end.
  void let_go();

 private:
  Settling* scene_;
  PostgresqlClient obstacle_;
  PostgresqlClient client_;
  std::string pid_;
  std::future<void> statement_;
};

}  // namespace rung::test
