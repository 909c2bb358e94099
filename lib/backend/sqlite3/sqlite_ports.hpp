#pragma once

#include <string>
#include <vector>

#include <sqlite3.h>

#include "port/ports.hpp"

namespace rung::sqlite {

class Executor : public rung::Executor {
 public:
  explicit Executor(::sqlite3* handle) noexcept : handle_(handle) {}

  Rows query(const Query& query) override;
  void execute(const Batch& batch, std::size_t& done) override;
  void commit() override;
  void rollback() override;
  [[nodiscard]] bool in_transaction() override { return sqlite3_get_autocommit(handle_) == 0; }

 private:
  ::sqlite3* handle_;
};

/// `BEGIN IMMEDIATE` is the lock: SQLite has one writer.
class Locker : public rung::Locker {
 public:
  explicit Locker(::sqlite3* handle) noexcept : handle_(handle) {}

  Attempt try_begin(const Query& read) override;
  std::string holder() override { return "another process is writing to this database"; }

 private:
  ::sqlite3* handle_;
};

/// The pragmas that a script may change.
class SessionSettings : public rung::SessionSettings {
 public:
  explicit SessionSettings(::sqlite3* handle) noexcept : handle_(handle) {}

  void remember() override;
  void prepare(const SegmentNeeds& needs) override;
  void note_violations() override;
  std::vector<std::string> new_violations() override;
  void restore_after_step() override;
  void restore() override;

 private:
  enum class Where { inside_transaction, outside_transaction };
  void give_back(Where where);

  ::sqlite3* handle_;
  std::vector<std::string> remembered_;     ///< Values, in the order of the table of settings.
  std::vector<std::string> violations_;     ///< Noted before the segment, sorted.
  std::vector<std::string> sound_columns_;  ///< Foreign keys whose parent table existed, sorted.
};

extern const SqlDialect dialect;

/// One sentence for each row whose parent is missing, and for each foreign key that cannot be checked;
/// sorted.
std::vector<std::string> foreign_key_violations(::sqlite3* handle);
/// "child.parent_id" for each foreign key whose parent table exists; sorted.
std::vector<std::string> sound_foreign_keys(::sqlite3* handle);
/// One sentence for each foreign key that is in `sound_before`, and whose parent table does not exist now.
std::vector<std::string> foreign_keys_to_nowhere(::sqlite3* handle,
                                                 const std::vector<std::string>& sound_before);

}  // namespace rung::sqlite
