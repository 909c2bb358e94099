#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/postgresql/exchange.hpp"
#include "port/ports.hpp"

namespace rung::postgresql {

class Executor final : public rung::Executor {
 public:
  explicit Executor(Exchange& exchange) noexcept : exchange_(&exchange) {}

  /// In UTF-8, whatever the session's encoding.
  Rows query(const Query& query) override;
  [[nodiscard]] bool packs() const noexcept override { return true; }
  /// In one message, so in one implicit transaction where none is open.
  void execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) override;
  void commit() override;
  void rollback() override;
  [[nodiscard]] bool in_transaction() override;

 private:
  Exchange* exchange_;
};

/// Advisory locks (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS): that of the
/// transaction is right behind a proxy that pools transactions, too; that of the session only without one.
class Locker final : public rung::Locker {
 public:
  explicit Locker(Exchange& exchange) noexcept : exchange_(&exchange) {}

  Attempt try_begin(const std::string& ledger, const Query& read) override;
  void end(Ending& ending) override;
  std::optional<Attempt> end_and_begin(Ending& ending, const std::string& ledger, const Query& read) override;
  std::string holder(const std::string& ledger) override;
  [[nodiscard]] std::string announcement(std::string_view progress, Transaction transaction) const override;
  [[nodiscard]] std::string clock() const override;
  void keep(const std::string& ledger) override;
  bool keeps(const std::string& ledger) override;
  void release(const std::string& ledger) override;
  std::string blockers(std::string_view statement) override;

 private:
  /// Sends the ending and what is to come behind it; the answers to the latter.
  std::vector<Rows> send(Ending& ending, const std::string& next);
  /// Of the answers to a message that begins a transaction.
  Attempt attempt_of(std::vector<Rows> answers);

  Exchange* exchange_;
};

class SessionSettings final : public rung::SessionSettings {
 public:
  explicit SessionSettings(Exchange& exchange) noexcept : exchange_(&exchange) {}

  void remember() override;
  void prepare(ForeignKeys /*foreign_keys*/) override {}
  std::vector<std::string> enter(const TransactionNeeds& needs) override;
  [[nodiscard]] std::vector<std::string> after_step() const override;
  std::vector<std::string> new_violations() override { return {}; }
  void prepare_outside(std::chrono::milliseconds lock_timeout) override;
  void restore() override;

 private:
  /// The statements that make the settings what they are now.
  std::vector<std::string> read();

  Exchange* exchange_;
  std::string encoding_;  ///< The caller's.
  std::string conforming_strings_;
  std::vector<std::string> give_back_;  ///< For the open transaction.
  std::vector<std::string> only_here_;  ///< Set for the open transaction only.
  std::vector<std::string> give_back_outside_;
  bool is_prepared_outside_ = false;
  std::chrono::milliseconds lock_timeout_{};  ///< That is set outside.
};

class Sessions final : public rung::Sessions {
 public:
  explicit Sessions(Exchange& exchange) noexcept : exchange_(&exchange) {}

  std::vector<OtherSession> others() override;

 private:
  Exchange* exchange_;
};

/// From the system catalogs (https://www.postgresql.org/docs/current/catalogs.html), in one message.
///
/// To plan the queries takes the server longer than to answer them on a small schema. So who reads the same
/// a second time gets statements prepared, unless a proxy stands between: there another session would have
/// them.
class SchemaReader final : public rung::SchemaReader {
 public:
  explicit SchemaReader(Exchange& exchange) noexcept : exchange_(&exchange) {}
  ~SchemaReader() override;
  SchemaReader(const SchemaReader&) = delete;
  SchemaReader& operator=(const SchemaReader&) = delete;

  Schema read(const LeftOut& left_out) override;

 private:
  std::vector<Rows> answers_to(const std::vector<std::string>& statements);
  std::vector<Rows> exchange_in_transaction(const std::vector<std::string>& statements);
  void prepare(const std::vector<std::string>& statements);

  Exchange* exchange_;
  std::vector<std::string> read_before_;  ///< The statements of the last read.
  std::vector<std::string> prepared_;     ///< Those that the server has prepared, by their places.
  bool tried_to_prepare_ = false;
};

extern const SqlDialect dialect;

/// In single quotes; with a backslash in it as an escape string, so that standard_conforming_strings does not
/// matter.
std::string literal(std::string_view text);

}  // namespace rung::postgresql
