#include <memory>

#include <rung/backend/sqlite3.hpp>

#include "backend/sqlite3/native_handle.hpp"
#include "backend/sqlite3/sqlite_ports.hpp"

namespace rung::backend {
namespace {

class SqlitePorts final : public Ports {
 public:
  explicit SqlitePorts(soci::session& session)
      : session_(&session),
        handle_(static_cast<::sqlite3*>(sqlite::native_handle(session))),
        executor_(handle_, cancelled),
        locker_(handle_),
        settings_(handle_),
        schema_reader_(handle_) {}

  Executor& executor() override { return executor_; }
  Locker& locker() override { return locker_; }
  SessionSettings& settings() override { return settings_; }
  SchemaReader& schema_reader() override { return schema_reader_; }
  [[nodiscard]] const SqlDialect& dialect() const override { return sqlite::dialect; }
  soci::session& session() override { return *session_; }
  void interrupt() noexcept override { sqlite3_interrupt(handle_); }

 private:
  soci::session* session_;
  ::sqlite3* handle_;
  sqlite::Executor executor_;
  sqlite::Locker locker_;
  sqlite::SessionSettings settings_;
  sqlite::SchemaReader schema_reader_;
};

}  // namespace

Database sqlite3(soci::session& session) { return Database(std::make_unique<SqlitePorts>(session)); }

}  // namespace rung::backend
