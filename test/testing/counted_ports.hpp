#pragma once

#include <cstddef>

#include "port/ports.hpp"

namespace rung::test {

/// Another database's ports, whose calls are counted: each is a round trip.
class CountedPorts final : public Ports {
 public:
  /// The inner ones must outlive it.
  explicit CountedPorts(Ports& inner) noexcept : inner_(&inner), executor_(inner.executor()) {}

  [[nodiscard]] std::size_t calls() const noexcept { return executor_.calls; }

  Executor& executor() override { return executor_; }
  Locker& locker() override { return inner_->locker(); }
  SessionSettings& settings() override { return inner_->settings(); }
  SchemaReader& schema_reader() override { return inner_->schema_reader(); }
  [[nodiscard]] const SqlDialect& dialect() const override { return inner_->dialect(); }
  soci::session& session() override { return inner_->session(); }
  void interrupt() noexcept override { inner_->interrupt(); }

 private:
  class CountedExecutor final : public Executor {
   public:
    explicit CountedExecutor(Executor& inner) noexcept : inner_(&inner) {}

    Rows query(const Query& query) override {
      ++calls;
      return inner_->query(query);
    }
    [[nodiscard]] bool packs() const noexcept override { return inner_->packs(); }
    void execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) override {
      ++calls;
      inner_->execute(batch, done, took_effect);
    }
    void commit() override { inner_->commit(); }
    void rollback() override { inner_->rollback(); }
    [[nodiscard]] bool in_transaction() override { return inner_->in_transaction(); }

    std::size_t calls = 0;

   private:
    Executor* inner_;
  };

  Ports* inner_;
  CountedExecutor executor_;
};

}  // namespace rung::test
