#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "backend/sqlite3/foreign_keys.hpp"
#include "port/ports.hpp"

namespace rung::sqlite {

class Executor : public rung::Executor {
 public:
  Executor(::sqlite3* handle, const std::atomic<bool>& cancelled) noexcept
      : handle_(handle), cancelled_(&cancelled) {}

  Rows query(const Query& query) override;
  [[nodiscard]] bool packs() const noexcept override { return false; }
  void execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) override;
  void commit() override;
  void rollback() override;
  [[nodiscard]] bool in_transaction() override { return sqlite3_get_autocommit(handle_) == 0; }

 private:
  void execute_one(std::string_view sql);

  ::sqlite3* handle_;
  const std::atomic<bool>* cancelled_;
};

/// `BEGIN IMMEDIATE` is the lock: SQLite has one writer. Outside a transaction there is none: two programs
/// may both execute a step there, which may hold only what can be done again.
class Locker : public rung::Locker {
 public:
  explicit Locker(::sqlite3* handle) noexcept : handle_(handle) {}

  Attempt try_begin(const std::string& ledger, const Query& read) override;
  void end(Ending& ending) override;
  std::string holder(const std::string& /*ledger*/) override {
    return "another process is writing to this database";
  }
  [[nodiscard]] std::string announcement(std::string_view /*progress*/,
                                         Transaction /*transaction*/) const override {
    return {};
  }
  [[nodiscard]] std::string clock() const override { return {}; }
  void keep(const std::string& /*ledger*/) override {}
  bool keeps(const std::string& /*ledger*/) override { return true; }
  void release(const std::string& /*ledger*/) override {}
  std::string blockers(std::string_view /*statement*/) override { return {}; }

 private:
  ::sqlite3* handle_;
};

/// The pragmas that a script may change.
class SessionSettings : public rung::SessionSettings {
 public:
  explicit SessionSettings(::sqlite3* handle) noexcept : handle_(handle) {}

  void remember() override;
  void prepare(ForeignKeys foreign_keys) override;
  std::vector<std::string> enter(const TransactionNeeds& needs) override;
  [[nodiscard]] std::vector<std::string> after_step() const override;
  std::vector<std::string> new_violations() override;
  void prepare_outside(std::chrono::milliseconds /*lock_timeout*/) override {}
  void restore() override;

 private:
  ::sqlite3* handle_;
  std::vector<std::string> remembered_;  ///< Values, in the order of the table of settings.
  ForeignKeyCheck before_;               ///< Made before the segment's first step.
};

/// From SQLite's pragmas (https://www.sqlite.org/pragma.html), and where those do not tell, from the tokens
/// of the statement that SQLite keeps.
class SchemaReader : public rung::SchemaReader {
 public:
  explicit SchemaReader(::sqlite3* handle) noexcept : handle_(handle) {}

  Schema read(const LeftOut& left_out) override;

 private:
  ::sqlite3* handle_;
};

extern const SqlDialect dialect;

}  // namespace rung::sqlite
