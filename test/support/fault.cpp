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

  void execute(const Batch& batch, std::size_t& done) override {
    for (; done < batch.size(); ++done) {
      const std::size_t begin = batch.begin_of(done);
      Batch one;
      one.add(std::string_view(batch.text()).substr(begin, batch.end_of(done) - begin));
      injector_->pass("statement " + one.text(), [&] {
        std::size_t none = 0;
        inner_->execute(one, none);
      });
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
  FaultyLocker(Locker& inner, FaultInjector& injector) noexcept : inner_(&inner), injector_(&injector) {}

  Attempt try_begin(const Query& read) override {
    return injector_->pass("begin", [&] { return inner_->try_begin(read); });
  }
  std::string holder() override {
    return injector_->pass("holder", [&] { return inner_->holder(); });
  }

 private:
  Locker* inner_;
  FaultInjector* injector_;
};

class FaultySettings final : public SessionSettings {
 public:
  FaultySettings(SessionSettings& inner, FaultInjector& injector) noexcept
      : inner_(&inner), injector_(&injector) {}

  void remember() override {
    injector_->pass("remember settings", [&] { inner_->remember(); });
  }
  void prepare(const SegmentNeeds& needs) override {
    injector_->pass("prepare settings", [&] { inner_->prepare(needs); });
  }
  void note_violations() override {
    injector_->pass("note violations", [&] { inner_->note_violations(); });
  }
  std::vector<std::string> new_violations() override {
    return injector_->pass("compare violations", [&] { return inner_->new_violations(); });
  }
  void restore_after_step() override {
    injector_->pass("restore settings after a step", [&] { inner_->restore_after_step(); });
  }
  void restore() override {
    injector_->pass("restore settings", [&] { inner_->restore(); });
  }

 private:
  SessionSettings* inner_;
  FaultInjector* injector_;
};

class FaultyPorts final : public Ports {
 public:
  FaultyPorts(Database inner, FaultInjector& injector)
      : inner_(std::move(inner)),
        dialect_(&inner_.ports().dialect()),
        executor_(inner_.ports().executor(), injector),
        locker_(inner_.ports().locker(), injector),
        settings_(inner_.ports().settings(), injector) {
    injector.roll_back = [this] { inner_.ports().executor().rollback(); };
  }

  Executor& executor() override { return executor_; }
  Locker& locker() override { return locker_; }
  SessionSettings& settings() override { return settings_; }
  [[nodiscard]] const SqlDialect& dialect() const override { return *dialect_; }
  soci::session& session() override { return inner_.ports().session(); }
  void interrupt() noexcept override { inner_.ports().interrupt(); }

 private:
  Database inner_;
  const SqlDialect* dialect_;
  FaultyExecutor executor_;
  FaultyLocker locker_;
  FaultySettings settings_;
};

}  // namespace

Database with_faults(Database inner, FaultInjector& injector) {
  return Database(std::make_unique<FaultyPorts>(std::move(inner), injector));
}

}  // namespace rung::test
