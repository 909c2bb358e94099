#include "testing/seeding/row_maker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "testing/seeding/sample.hpp"

namespace rung::testing::seeding {
namespace {

/// A row that is refused so often is tried with other nulls.
constexpr std::size_t attempts_with_same_nulls = 16;
/// From then on what has a default is left out.
constexpr std::size_t attempts_with_all_columns = 48;
/// One row in so many has the values that most rows have: the defaults.
constexpr std::size_t rows_to_default = 4;

bool from_parents(const Source& source) { return source.origin == Source::Origin::parents; }

bool holds_unique_set(const TableShape& table, const Source& source) {
  return std::any_of(table.unique_sets.begin(), table.unique_sets.end(), [&](const auto& columns) {
    return std::all_of(columns.begin(), columns.end(),
                       [&](std::size_t column) { return source.has(column); });
  });
}

}  // namespace

RowMaker::RowMaker(const TableShape& table, std::vector<Source> sources, Choice choice)
    : table_(&table), sources_(std::move(sources)), choice_(choice) {
  std::stable_partition(sources_.begin(), sources_.end(), from_parents);
}

std::string RowMaker::insert(const RowNumber& number) const {
  const bool is_usual = number.attempt == 0 && number.row % rows_to_default == rows_to_default - 1;
  const bool needs_less = number.attempt >= attempts_with_all_columns;
  std::string columns;
  std::string values;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const Source& source = sources_[i];
    const Column& first = table_->columns[source.columns.front()];
    const bool is_alone = source.columns.size() == 1;
    const bool may_default = is_alone && first.has_default;
    if (may_default && (needs_less || (is_usual && !holds_unique_set(*table_, source)))) continue;
    const auto& tuple = source.tuples[place(i, number)];
    for (std::size_t at = 0; at < tuple.size(); ++at) {
      columns += (columns.empty() ? "" : ", ") + table_->columns[source.columns[at]].name;
      values += (values.empty() ? "" : ", ") + (becomes_null(source, number) ? null_literal : tuple[at]);
    }
  }
  if (columns.empty()) return fmt::format("insert into {} default values", table_->name);
  return fmt::format("insert into {} ({}) values ({})", table_->name, columns, values);
}

/// Samples go on with each attempt. Parents are combined in all ways, as the digits of a number are.
std::size_t RowMaker::place(std::size_t source, const RowNumber& number) const {
  const std::size_t size = sources_[source].tuples.size();
  const std::size_t place = number.first + number.row;
  if (choice_ == Choice::lockstep || !from_parents(sources_[source])) return (place + number.attempt) % size;
  std::size_t digit = number.attempt;
  for (std::size_t before = 0; before < source; ++before) digit /= sources_[before].tuples.size();
  // Two rows have the same parents, if they may.
  return ((holds_unique_set(*table_, sources_[source]) ? place : place / 2) + digit) % size;
}

/// Columns that a check ties together have their nulls in their tuples.
bool RowMaker::becomes_null(const Source& source, const RowNumber& number) const {
  const std::size_t column = source.columns.front();
  if (source.columns.size() > 1 || table_->columns[column].not_null) return false;
  const std::size_t mode = number.row + number.attempt / attempts_with_same_nulls;
  return mode == 1 || (mode > 1 && (column + mode) % 2 == 1);
}

}  // namespace rung::testing::seeding
