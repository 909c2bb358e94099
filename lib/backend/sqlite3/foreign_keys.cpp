#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {
namespace {

constexpr std::string_view tables_with_foreign_keys =
    "select distinct m.name from sqlite_schema m, pragma_foreign_key_list(m.name) where m.type = 'table'";

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

std::vector<std::string> foreign_key_violations(::sqlite3* handle) {
  std::vector<std::string> violations;
  for (const Row& row : run(handle, tables_with_foreign_keys))
    check_table(handle, text(row.at(0)), violations);
  std::sort(violations.begin(), violations.end());
  return violations;
}

std::vector<std::string> sound_foreign_keys(::sqlite3* handle) {
  std::vector<std::string> sound;
  for (const Row& row : run(handle, all_foreign_keys)) {
    if (row.at(3) == "1") sound.push_back(column_of(row));
  }
  std::sort(sound.begin(), sound.end());
  return sound;
}

std::vector<std::string> foreign_keys_to_nowhere(::sqlite3* handle,
                                                 const std::vector<std::string>& sound_before) {
  std::vector<std::string> sentences;
  for (const Row& row : run(handle, all_foreign_keys)) {
    if (row.at(3) == "1" || !std::binary_search(sound_before.begin(), sound_before.end(), column_of(row)))
      continue;
    sentences.push_back(
        fmt::format("{} references table '{}', which does not exist any more (ALTER TABLE … RENAME rewrites "
                    "references: build the new table under another name, drop the old one, then rename the "
                    "new one)",
                    column_of(row), text(row.at(2))));
  }
  return sentences;
}

}  // namespace rung::sqlite
