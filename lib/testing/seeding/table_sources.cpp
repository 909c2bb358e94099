#include "testing/seeding/table_sources.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "port/failure.hpp"
#include "testing/seeding/sql_words.hpp"

namespace rung::testing::seeding {
namespace {

constexpr std::size_t most_parents = 16;

/// Migrations that put rows in count from 1.
constexpr std::size_t first_of_keys = 1000;

bool mentions(const Hints& hints, const Column& column) {
  return std::find(hints.names.begin(), hints.names.end(), folded(column.name)) != hints.names.end();
}

std::set<std::size_t> columns_of(const Check& check, const TableShape& table) {
  std::set<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (mentions(check.hints, table.columns[i])) columns.insert(i);
  return columns;
}

bool is_key(const TableShape& table, std::size_t column) {
  return std::any_of(table.unique_sets.begin(), table.unique_sets.end(), [column](const auto& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  });
}

/// Tuples in which these columns are null, beside those in which they are not.
void add_nulls(Source& source, const std::vector<std::size_t>& nullable) {
  if (nullable.empty() || source.tuples.empty()) return;
  std::vector<std::string> tuple = source.tuples.front();
  for (std::size_t i = 0; i < source.columns.size(); ++i)
    if (std::find(nullable.begin(), nullable.end(), source.columns[i]) != nullable.end())
      tuple[i] = null_literal;
  if (tuple != source.tuples.front()) source.tuples.insert(source.tuples.begin() + 1, std::move(tuple));
}

}  // namespace

struct TableSources::Search {
  const TableShape* table;
  std::size_t first;
  Choice choice;
  Found found{};
  std::set<std::size_t> nulls{};  ///< Columns that have to be null.

  [[nodiscard]] bool has_source(std::size_t column) const {
    return std::any_of(found.sources.begin(), found.sources.end(),
                       [column](const Source& source) { return source.has(column); });
  }

  [[nodiscard]] std::vector<std::size_t> nullable_of(const std::vector<std::size_t>& columns) const {
    std::vector<std::size_t> nullable;
    for (const std::size_t column : columns)
      if (!table->columns[column].not_null) nullable.push_back(column);
    return nullable;
  }

  /// Whether the row can do without this key's parent: then it does.
  bool go_without(const ForeignKey& key) {
    const auto nullable = nullable_of(key.columns);
    const auto free = [this](std::size_t column) { return !has_source(column); };
    const auto column = std::find_if(nullable.begin(), nullable.end(), free);
    if (column == nullable.end()) return false;
    nulls.insert(*column);
    return true;
  }

  /// Joins it with those that share a column with it; nothing changes if they agree nowhere.
  bool add(Source source) {
    std::vector<Source> others;
    for (const Source& other : found.sources) {
      if (other.shares_column_with(source))
        source = joined(other, source);
      else
        others.push_back(other);
    }
    if (source.tuples.empty()) return false;
    others.push_back(std::move(source));
    found.sources = std::move(others);
    return true;
  }
};

std::optional<TableSources::Found> TableSources::find(const TableShape& table, std::size_t first,
                                                      Choice choice) {
  Search search{&table, first, choice};
  if (!add_foreign_keys(search)) return std::nullopt;
  add_columns(search);
  let_checks_choose(search);
  return std::move(search.found);
}

bool TableSources::add_foreign_keys(Search& search) {
  for (const ForeignKey& key : search.table->foreign_keys) {
    const bool is_fillable = std::none_of(key.columns.begin(), key.columns.end(), [&](std::size_t column) {
      return search.table->columns[column].filling == Filling::never;
    });
    if (!is_fillable) continue;
    Source rows = rows_of_parent(key);
    if (rows.tuples.empty()) {
      search.found.parents = Found::Parents::some_empty;
      if (search.go_without(key)) continue;
      if (search.choice != Choice::lockstep) return false;
      rows = coming_rows(key, search.first);
    }
    if (key.columns.size() > 1) add_nulls(rows, search.nullable_of(key.columns));
    if (!search.add(std::move(rows))) search.go_without(key);
  }
  if (search.choice == Choice::lockstep) return true;
  for (Source& source : search.found.sources)
    if (source.columns.size() > 1) spread(source);
  return true;
}

/// Without a row if the parent does not exist.
Source TableSources::rows_of_parent(const ForeignKey& key) {
  Source source{key.columns, {}, Source::Origin::parents};
  std::string condition;
  std::string order;
  for (const std::string& column : key.parent_columns) {
    condition += fmt::format("{}{} is not null", condition.empty() ? "" : " and ", column);
    order += (order.empty() ? "" : ", ") + column;
  }
  const std::string sql = fmt::format("select {} from {} where {} order by {} limit {}",
                                      literals_of(ports_->dialect(), key.parent_columns), key.parent,
                                      condition, order, most_parents);
  try {
    for (const Row& row : ports_->executor().query({sql, {}})) {
      std::vector<std::string>& tuple = source.tuples.emplace_back();
      for (const auto& value : row) tuple.push_back(value.value_or(null_literal));
    }
  } catch (const Failure& failure) {
    require_answer(failure);
  }
  return source;
}

/// The keys that the parent's rows will have if they are made in lockstep with this table's.
Source TableSources::coming_rows(const ForeignKey& key, std::size_t first) const {
  Source source{key.columns, {}, Source::Origin::parents};
  const TableShape* parent = schema_->table(key.parent);
  if (parent == nullptr) return source;
  for (std::size_t number = 0; number < first + most_parents; ++number) {
    std::vector<std::string>& tuple = source.tuples.emplace_back();
    for (const std::string& name : key.parent_columns) {
      const std::size_t column = parent->column(name);
      if (column == parent->columns.size()) return {key.columns, {}, Source::Origin::parents};
      const std::size_t of_column = first_number(*parent, column) + number;
      tuple.push_back(samples_->sample(parent->columns[column].type, of_column).literal(ports_->dialect()));
    }
  }
  return source;
}

void TableSources::add_columns(Search& search) const {
  for (std::size_t i = 0; i < search.table->columns.size(); ++i) {
    const Column& column = search.table->columns[i];
    if (column.filling == Filling::never || search.has_source(i)) continue;
    Source source{{i}, {}, Source::Origin::samples};
    const Hints hints = hints_for(search, i);
    const std::size_t start = first_number(*search.table, i);
    const bool is_hinted = !hints.names.empty() || !hints.texts.empty() || !hints.numbers.empty();
    if (search.nulls.count(i) != 0) {
      source.tuples = {{null_literal}};
    } else if (is_hinted && (search.choice != Choice::lockstep || !is_key(*search.table, i))) {
      for (const Sample& sample : samples_->choices(column.type, hints, start + search.first))
        source.tuples.push_back({sample.literal(ports_->dialect())});
    } else {
      const std::size_t end = search.first + RowMaker::most_attempts + most_parents;
      for (std::size_t number = start; number < start + end; ++number)
        source.tuples.push_back({samples_->sample(column.type, number).literal(ports_->dialect())});
    }
    search.found.sources.push_back(std::move(source));
  }
}

std::size_t TableSources::first_number(const TableShape& table, std::size_t column) const {
  const bool is_integer = parse_type(samples_->base_of(table.columns[column].type)).kind == TypeKind::integer;
  // Columns of one type must not have the same values: or nobody would see them mixed up.
  return is_integer && is_key(table, column) ? first_of_keys : column;
}

Hints TableSources::hints_for(const Search& search, std::size_t column) {
  const TableShape& table = *search.table;
  Hints hints;
  if (mentions(table.partition_bounds, table.columns[column])) hints = table.partition_bounds;
  for (const Check& check : table.checks)
    if (mentions(check.hints, table.columns[column])) hints.add(check.hints);
  if (search.choice == Choice::guided && mentions(table.triggers, table.columns[column]))
    hints.add(table.triggers);
  return hints;
}

/// Each check merges the sources of its columns into one that has what it lets in; those of few columns go
/// first, since they leave the others less to try.
void TableSources::let_checks_choose(Search& search) {
  const TableShape& table = *search.table;
  std::vector<NamedColumn> names;
  for (const Column& column : table.columns)
    names.push_back({column.name, std::string(samples_->base_of(column.type))});
  std::vector<std::pair<const Check*, std::set<std::size_t>>> checks;
  for (const Check& check : table.checks) checks.emplace_back(&check, columns_of(check, table));
  std::stable_sort(checks.begin(), checks.end(),
                   [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });

  for (const auto& [check, columns] : checks) {
    const bool is_known = std::all_of(columns.begin(), columns.end(),
                                      [&](std::size_t column) { return search.has_source(column); });
    if (!is_known || columns.empty()) continue;
    std::vector<Source> asked;
    std::vector<Source> others;
    for (Source& source : search.found.sources) {
      const bool is_asked =
          std::any_of(columns.begin(), columns.end(), [&](std::size_t column) { return source.has(column); });
      (is_asked ? asked : others).push_back(source);
    }
    if (columns.size() > 1)
      for (Source& source : asked)
        if (source.columns.size() == 1) add_nulls(source, search.nullable_of(source.columns));
    if (std::optional<Source> let_in = judge_.let_in(asked, names, check->expression)) {
      if (search.choice != Choice::lockstep && let_in->columns.size() > 1) spread(*let_in);
      others.push_back(std::move(*let_in));
      search.found.sources = std::move(others);
    }
  }
}

}  // namespace rung::testing::seeding
