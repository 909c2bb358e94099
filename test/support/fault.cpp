#include "support/fault.hpp"

#include <memory>
#include <vector>

#include "port/ports.hpp"

namespace rung::test {
namespace {

class FaultyExecutor final : public Executor {
 public:
  FaultyExecutor(Executor& inner, FaultInjector& injector) noexcept : inner_(&inner), injector_(&injector) {}

  Rows query(const Query& query) override {
    return injector_->pass(query.sql, [&] { return inner_->query(query); });
  }

  [[nodiscard]] bool packs() const noexcept override { return inner_->packs(); }

  void execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) override {
    while (done < batch.size()) {
      Batch one;
      one.add(batch.statement(done));
      std::string answer;
      injector_->pass("statement " + std::string(one.text()), [&] {
        std::size_t none = 0;
        inner_->execute(one, none, [&answer](std::string_view value) { answer = value; });
      });
      ++done;
      took_effect(answer);
    }
  }

  void commit() override {
    injector_->pass("commit", [&] { inner_->commit(); });
  }
  void rollback() override {
    injector_->pass("rollback", [&] { inner_->rollback(); });
  }
  [[nodiscard]] bool in_transaction() override {
    return !injector_->client_knows_it_is_dead() && inner_->in_transaction();
  }

 private:
  Executor* inner_;
  FaultInjector* injector_;
};

class FaultyLocker final : public Locker {
 public:
  FaultyLocker(Locker& inner, FaultyExecutor& executor, FaultInjector& injector) noexcept
      : inner_(&inner), executor_(&executor), injector_(&injector) {}

  Attempt try_begin(const std::string& ledger, const Query& read) override {
    return injector_->pass("begin", [&] { return inner_->try_begin(ledger, read); });
  }
  void end(Ending& ending) override {
    executor_->execute(ending.statements, ending.done, [](std::string_view) {});
    executor_->commit();
    ending.committed = true;
  }
  std::string holder(const std::string& ledger) override {
    return injector_->pass("holder", [&] { return inner_->holder(ledger); });
  }
  [[nodiscard]] std::string announcement(std::string_view progress, Transaction transaction) const override {
    return inner_->announcement(progress, transaction);
  }
  [[nodiscard]] std::string clock() const override { return inner_->clock(); }
  void keep(const std::string& ledger) override {
    injector_->pass("keep the lock", [&] { inner_->keep(ledger); });
  }
  bool keeps(const std::string& ledger) override {
    return injector_->pass("look for the lock", [&] { return inner_->keeps(ledger); });
  }
  void release(const std::string& ledger) override {
    injector_->pass("release the lock", [&] { inner_->release(ledger); });
  }
  std::string blockers(std::string_view statement) override {
    return injector_->pass("blockers", [&] { return inner_->blockers(statement); });
  }

 private:
  Locker* inner_;
  FaultyExecutor* executor_;
  FaultInjector* injector_;
};

class FaultySettings final : public SessionSettings {
 public:
  FaultySettings(SessionSettings& inner, FaultInjector& injector) noexcept
      : inner_(&inner), injector_(&injector) {}

  void remember() override {
    injector_->pass("remember settings", [&] { inner_->remember(); });
  }
  void prepare(ForeignKeys foreign_keys) override {
    injector_->pass("prepare settings", [&] { inner_->prepare(foreign_keys); });
  }
  std::vector<std::string> enter(const TransactionNeeds& needs) override {
    return injector_->pass("enter a transaction", [&] { return inner_->enter(needs); });
  }
  [[nodiscard]] std::vector<std::string> after_step() const override { return inner_->after_step(); }
  std::vector<std::string> new_violations() override {
    return injector_->pass("compare violations", [&] { return inner_->new_violations(); });
  }
  void prepare_outside(std::chrono::milliseconds lock_timeout) override {
    injector_->pass("prepare settings outside", [&] { inner_->prepare_outside(lock_timeout); });
  }
  void restore() override {
    injector_->pass("restore settings", [&] { inner_->restore(); });
  }

 private:
  SessionSettings* inner_;
  FaultInjector* injector_;
};

class FaultySettler final : public Settler {
 public:
  FaultySettler(Settler* inner, FaultInjector& injector) noexcept : inner_(inner), injector_(&injector) {}

  Settled settle(const text::Statement& statement) override {
    return injector_->pass("settle", [&] { return inner_->settle(statement); });
  }
  void clear_away(const text::Statement& statement) override {
    injector_->pass("clear away", [&] { inner_->clear_away(statement); });
  }
  [[nodiscard]] bool exists() const noexcept { return inner_ != nullptr; }

 private:
  Settler* inner_;
  FaultInjector* injector_;
};

class FaultyPorts final : public Ports {
 public:
  FaultyPorts(Database inner, FaultInjector& injector)
      : inner_(std::move(inner)),
        dialect_(&inner_.ports().dialect()),
        executor_(inner_.ports().executor(), injector),
        locker_(inner_.ports().locker(), executor_, injector),
        settings_(inner_.ports().settings(), injector),
        settler_(inner_.ports().settler(), injector) {
    injector.roll_back = [this] { inner_.ports().executor().rollback(); };
  }

  Executor& executor() override { return executor_; }
  Locker& locker() override { return locker_; }
  SessionSettings& settings() override { return settings_; }
  SchemaReader& schema_reader() override { return inner_.ports().schema_reader(); }
  Settler* settler() override { return settler_.exists() ? &settler_ : nullptr; }
  Sessions* sessions() override { return inner_.ports().sessions(); }
  [[nodiscard]] const SqlDialect& dialect() const override { return *dialect_; }
  soci::session& session() override { return inner_.ports().session(); }
  void interrupt() noexcept override { inner_.ports().interrupt(); }

 private:
  Database inner_;
  const SqlDialect* dialect_;
  FaultyExecutor executor_;
  FaultyLocker locker_;
  FaultySettings settings_;
  FaultySettler settler_;
};

}  // namespace

Database with_faults(Database inner, FaultInjector& injector) {
  return Database(std::make_unique<FaultyPorts>(std::move(inner), injector));
}

}  // namespace rung::test
