#include "support/sqlite_file.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

namespace rung::test {
namespace {

struct Close {
  void operator()(sqlite3* handle) const noexcept { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Handle open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Handle owned(handle);
  if (code != SQLITE_OK) throw std::runtime_error(path + ": " + sqlite3_errmsg(handle));
  sqlite3_busy_timeout(handle, 60'000);
  return owned;
}

int add_row(void* rows, int count, char** values, char** /*names*/) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += '|';
    text += values[i] == nullptr ? "null" : values[i];
  }
  static_cast<std::vector<std::string>*>(rows)->push_back(text);
  return 0;
}

std::vector<std::string> rows_of(sqlite3* handle, const std::string& sql) {
  std::vector<std::string> rows;
  if (sqlite3_exec(handle, sql.c_str(), add_row, &rows, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle));
  }
  return rows;
}

constexpr const char* own_objects =
    R"(name not like 'rung\_%' escape '\' and name not like 'sqlite\_%' escape '\')";

}  // namespace

std::vector<std::string> SqliteFile::rows(const std::string& sql) const {
  return rows_of(open(path_).get(), sql);
}

std::int64_t SqliteFile::number(const std::string& sql) const {
  const auto found = rows(sql);
  return found.empty() ? 0 : std::stoll(found.front());
}

void SqliteFile::execute(const std::string& sql) const { static_cast<void>(rows(sql)); }

bool SqliteFile::has_table(const std::string& name) const {
  return number(fmt::format("select count(*) from sqlite_schema where type = 'table' and name = '{}'",
                            name)) != 0;
}

std::string SqliteFile::dump() const {
  const Handle handle = open(path_);
  std::string text;
  const auto add = [&](const std::string& what, const std::string& sql) {
    auto rows = rows_of(handle.get(), sql);
    std::sort(rows.begin(), rows.end());
    for (const std::string& row : rows) text += what + row + '\n';
  };
  add("user_version ", "pragma user_version");
  add("application_id ", "pragma application_id");
  add("", fmt::format("select type || ' ' || name || ' ' || replace(replace(replace(coalesce(sql, ''), ' ', "
                      "''), '\"', ''), char(10), '') "
                      "from sqlite_schema where {}",
                      own_objects));
  for (const std::string& table :
       rows_of(handle.get(),
               fmt::format("select name from sqlite_schema where type = 'table' and {} order by name",
                           own_objects))) {
    add(table + ": ", fmt::format("select * from \"{}\"", table));
  }
  return text;
}

std::int64_t SqliteFile::head() const {
  return has_table("rung_version") ? number("select head from rung_version where catalog = 'main'") : 0;
}

std::string SqliteFile::version_row() const {
  if (!has_table("rung_version")) return {};
  return fmt::format("{}", fmt::join(rows("select catalog, head, chain, floor, half_done, run, marks, "
                                          "program, release, newest from rung_version order by catalog"),
                                     "\n"));
}

std::vector<std::string> SqliteFile::ledger() const {
  if (!has_table("rung_ledger")) return {};
  return rows("select direction || ' ' || version || ' ' || outcome from rung_ledger order by id");
}

std::vector<std::string> SqliteFile::steps_done() const {
  if (!has_table("rung_ledger")) return {};
  return rows("select direction || ' ' || version from rung_ledger where outcome = 'done' order by id");
}

}  // namespace rung::test
