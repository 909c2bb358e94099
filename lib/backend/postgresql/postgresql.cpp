#include <memory>
#include <string>

#include <rung/backend/postgresql.hpp>

#include "backend/postgresql/native_handle.hpp"
#include "backend/postgresql/postgresql_ports.hpp"
#include "backend/postgresql/settler.hpp"

namespace rung::backend {
namespace {

/// libpq's own, as a connection has it that was never opened.
PQnoticeReceiver default_receiver() {
  PGconn* const unopened = PQconnectStart("no such option");
  PQnoticeReceiver receiver = PQsetNoticeReceiver(unopened, nullptr, nullptr);
  PQfinish(unopened);
  return receiver;
}

class PostgresqlPorts final : public Ports {
 public:
  explicit PostgresqlPorts(soci::session& session)
      : session_(&session),
        exchange_(rung::postgresql::native_handle(session), cancelled),
        executor_(exchange_),
        locker_(exchange_),
        settings_(exchange_),
        schema_reader_(exchange_),
        settler_(executor_),
        sessions_(exchange_) {
    receive_notices();
  }
  ~PostgresqlPorts() override { PQsetNoticeReceiver(exchange_.connection(), former_receiver_, nullptr); }
  PostgresqlPorts(const PostgresqlPorts&) = delete;
  PostgresqlPorts& operator=(const PostgresqlPorts&) = delete;

  Executor& executor() override { return executor_; }
  Locker& locker() override { return locker_; }
  SessionSettings& settings() override { return settings_; }
  SchemaReader& schema_reader() override { return schema_reader_; }
  Settler* settler() override { return &settler_; }
  Sessions* sessions() override { return &sessions_; }
  [[nodiscard]] const SqlDialect& dialect() const override { return rung::postgresql::dialect; }
  soci::session& session() override { return *session_; }
  void interrupt() noexcept override { exchange_.interrupt(); }

 private:
  /// libpq's own receiver would write to stderr. One that the program has installed stays: what belongs to it
  /// could not be given back.
  void receive_notices() {
    PQnoticeReceiver former = PQsetNoticeReceiver(exchange_.connection(), nullptr, nullptr);
    if (former != default_receiver()) return;
    former_receiver_ = former;
    PQsetNoticeReceiver(exchange_.connection(), receive_notice, this);
  }

  static void receive_notice(void* ports, const PGresult* notice) {
    const auto* const self = static_cast<const PostgresqlPorts*>(ports);
    const char* const severity = PQresultErrorField(notice, PG_DIAG_SEVERITY);
    const char* const message = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
    if (!self->on_notice || message == nullptr) return;
    self->on_notice(std::string(severity == nullptr ? "NOTICE" : severity) + ": " + message);
  }

  soci::session* session_;
  rung::postgresql::Exchange exchange_;
  rung::postgresql::Executor executor_;
  rung::postgresql::Locker locker_;
  rung::postgresql::SessionSettings settings_;
  rung::postgresql::SchemaReader schema_reader_;
  rung::postgresql::Settler settler_;
  rung::postgresql::Sessions sessions_;
  PQnoticeReceiver former_receiver_ = nullptr;
};

}  // namespace

Database postgresql(soci::session& session) { return Database(std::make_unique<PostgresqlPorts>(session)); }

}  // namespace rung::backend
