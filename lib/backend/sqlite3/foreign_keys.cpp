#include "backend/sqlite3/foreign_keys.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "backend/sqlite3/statement.hpp"
#include "port/sql_dialect.hpp"

namespace rung::sqlite {
namespace {

/// Child table, its column, parent table, and whether the parent exists.
constexpr std::string_view all_foreign_keys =
    "select m.name, f.\"from\", f.\"table\", "
    "exists (select 1 from sqlite_schema p where p.type = 'table' and p.name = f.\"table\" collate nocase) "
    "from sqlite_schema m, pragma_foreign_key_list(m.name) f where m.type = 'table'";

std::string text(const std::optional<std::string>& cell) { return cell.value_or(std::string{}); }

std::string column_of(const Row& foreign_key) {
  return text(foreign_key.at(0)) + "." + text(foreign_key.at(1));
}

/// An SQL expression for "parent_id = 77, place = 'here'": the columns of one foreign key with their values.
std::string key_expression(::sqlite3* handle, const std::string& table,
                           const std::optional<std::string>& foreign_key) {
  std::string expression = "''";
  for (const Row& column : run(handle, fmt::format("pragma main.foreign_key_list({})", quoted(table)))) {
    if (column.at(0) != foreign_key) continue;
    const std::string name = text(column.at(3));
    std::string label = name + " = ";
    for (std::size_t at = label.find('\''); at != std::string::npos; at = label.find('\'', at + 2))
      label.insert(at, 1, '\'');
    expression += fmt::format(" || '{}{}' || quote({})", expression == "''" ? "" : ", ", label, quoted(name));
  }
  return expression;
}

/// The key of one violation. Not the row's number: a table rebuild gives its rows other ones, and what was
/// violated before must be known again behind it.
std::string key_of(::sqlite3* handle, const std::string& table, const Row& violation) {
  // Rows of a table WITHOUT ROWID have no number to find them by.
  if (!violation.at(1)) return "a row";
  const std::string expression = key_expression(handle, table, violation.at(3));
  const Rows rows = run(handle, fmt::format("select {} from main.{} where rowid = {}", expression,
                                            quoted(table), *violation.at(1)));
  return rows.empty() ? "a row" : text(rows.front().at(0));
}

/// A parent key that is not unique makes the check itself fail; it is reported as what it is, like a
/// violation.
void check_table(::sqlite3* handle, const std::string& table, std::vector<std::string>& violations) {
  try {
    for (const Row& row : run(handle, fmt::format("pragma main.foreign_key_check({})", quoted(table)))) {
      violations.push_back(fmt::format("table '{}', {}: its parent in '{}' is missing", table,
                                       key_of(handle, table, row), text(row.at(2))));
    }
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::statement) throw;
    violations.push_back(fmt::format("table '{}': {}", table, failure.what()));
  }
}

}  // namespace

ForeignKeyCheck::ForeignKeyCheck(::sqlite3* handle) {
  std::vector<std::string> tables;
  for (Row& key : run(handle, all_foreign_keys)) {
    tables.push_back(text(key.at(0)));
    if (key.at(3) == "1") {
      sound_.push_back(column_of(key));
    } else {
      to_nowhere_.push_back(std::move(key));
    }
  }
  std::sort(sound_.begin(), sound_.end());
  std::sort(tables.begin(), tables.end());
  tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
  for (const std::string& table : tables) check_table(handle, table, violations_);
  std::sort(violations_.begin(), violations_.end());
}

std::vector<std::string> ForeignKeyCheck::new_since(const ForeignKeyCheck& before) const {
  std::vector<std::string> sentences;
  for (const Row& key : to_nowhere_) {
    if (!std::binary_search(before.sound_.begin(), before.sound_.end(), column_of(key))) continue;
    sentences.push_back(
        fmt::format("{} references table '{}', which does not exist any more (ALTER TABLE … RENAME rewrites "
                    "references: build the new table under another name, drop the old one, then rename the "
                    "new one)",
                    column_of(key), text(key.at(2))));
  }
  std::set_difference(violations_.begin(), violations_.end(), before.violations_.begin(),
                      before.violations_.end(), std::back_inserter(sentences));
  return sentences;
}

}  // namespace rung::sqlite
