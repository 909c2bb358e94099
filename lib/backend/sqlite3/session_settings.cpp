#include <array>
#include <string_view>

#include <fmt/format.h>

#include "backend/sqlite3/heap.hpp"
#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {
namespace {

struct Setting {
  std::string_view name;
  enum class Change { anywhere, outside_transaction } change;
};

/// Settings of the connection that can be read back (https://www.sqlite.org/pragma.html). What is stored in
/// the file belongs to the database, and is none of the session's.
constexpr std::array settings{
    Setting{"automatic_index", Setting::Change::anywhere},
    Setting{"busy_timeout", Setting::Change::anywhere},
    Setting{"cache_size", Setting::Change::anywhere},
    Setting{"cell_size_check", Setting::Change::anywhere},
    Setting{"defer_foreign_keys", Setting::Change::anywhere},
    Setting{"foreign_keys", Setting::Change::outside_transaction},
    Setting{"ignore_check_constraints", Setting::Change::anywhere},
    Setting{"legacy_alter_table", Setting::Change::anywhere},
    Setting{"query_only", Setting::Change::anywhere},
    Setting{"recursive_triggers", Setting::Change::anywhere},
    Setting{"reverse_unordered_selects", Setting::Change::anywhere},
    Setting{"synchronous", Setting::Change::outside_transaction},
    Setting{"temp_store", Setting::Change::outside_transaction},
    Setting{"trusted_schema", Setting::Change::anywhere},
    Setting{"writable_schema", Setting::Change::anywhere},
};

std::string value_of(::sqlite3* handle, std::string_view setting) {
  const Rows rows = run(handle, fmt::format("pragma {}", setting));
  return rows.empty() ? std::string{} : rows.front().at(0).value_or(std::string{});
}

}  // namespace

void SessionSettings::remember() {
  remembered_.clear();
  for (const Setting& setting : settings) remembered_.push_back(value_of(handle_, setting.name));
}

std::vector<std::string> SessionSettings::after_step() const {
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < remembered_.size(); ++i) {
    const Setting& setting = settings.at(i);
    if (setting.change == Setting::Change::anywhere && !remembered_[i].empty())
      statements.push_back(fmt::format("pragma {} = {}", setting.name, remembered_[i]));
  }
  return statements;
}

void SessionSettings::restore() {
  for (std::size_t i = 0; i < remembered_.size(); ++i) {
    const Setting& setting = settings.at(i);
    if (remembered_[i].empty() || value_of(handle_, setting.name) == remembered_[i]) continue;
    run(handle_, fmt::format("pragma {} = {}", setting.name, remembered_[i]));
  }
}

void SessionSettings::prepare(ForeignKeys foreign_keys) {
  if (foreign_keys == ForeignKeys::as_session) return;
  run(handle_, "pragma foreign_keys = off");
  // Inside a transaction SQLite ignores this without a word, so it is read back.
  if (value_of(handle_, "foreign_keys") != "0") {
    throw Failure(Failure::Kind::statement, "", "foreign keys could not be switched off");
  }
}

std::vector<std::string> SessionSettings::enter(const TransactionNeeds& needs) {
  have_heap_kept();
  if (needs.foreign_keys == ForeignKeys::off) before_ = ForeignKeyCheck(handle_);
  return {};
}

std::vector<std::string> SessionSettings::new_violations() {
  return ForeignKeyCheck(handle_).new_since(before_);
}

}  // namespace rung::sqlite
