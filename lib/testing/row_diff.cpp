#include "testing/row_diff.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace rung::testing {
namespace {

using Values = std::vector<std::string>;

/// How many are told of one kind; the others are counted.
constexpr std::size_t shown = 3;

/// A row as it is compared: the same columns on both sides.
struct ComparedRow {
  Values key;
  Values values;

  friend bool operator<(const ComparedRow& a, const ComparedRow& b) {
    return std::tie(a.key, a.values) < std::tie(b.key, b.values);
  }
};

/// Which columns of a table are compared, and by which of them a row is known.
struct Comparison {
  Values key;
  Values columns;
};

std::size_t place_of(const TableRows& table, const std::string& column) {
  return static_cast<std::size_t>(
      std::distance(table.columns.begin(), std::find(table.columns.begin(), table.columns.end(), column)));
}

bool has(const TableRows& table, const std::string& column) {
  return place_of(table, column) < table.columns.size();
}

Comparison comparison_of(const TableRows& before, const TableRows& after, const TableRows& known) {
  Comparison comparison;
  for (const std::string& column : before.columns) {
    if (has(after, column) && has(known, column)) comparison.columns.push_back(column);
  }
  for (const std::size_t place : before.key) {
    const std::string& column = before.columns[place];
    if (!has(after, column) || !has(known, column)) {
      comparison.key.clear();
      break;
    }
    comparison.key.push_back(column);
  }
  if (comparison.key.empty()) comparison.key = comparison.columns;
  return comparison;
}

std::vector<ComparedRow> rows_for(const Comparison& comparison, const TableRows& table) {
  std::vector<ComparedRow> rows;
  for (const Values& row : table.rows) {
    ComparedRow compared;
    for (const std::string& column : comparison.key) compared.key.push_back(row[place_of(table, column)]);
    for (const std::string& column : comparison.columns)
      compared.values.push_back(row[place_of(table, column)]);
    rows.push_back(std::move(compared));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

/// "id = '3'".
std::string describe(const Comparison& comparison, const ComparedRow& row) {
  std::string text;
  for (std::size_t i = 0; i < comparison.key.size(); ++i)
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", comparison.key[i], row.key[i]);
  return text;
}

/// "4 rows are lost: id = '1'; id = '2'; id = '3' and one more".
std::string counted(const std::vector<std::string>& items, const char* one, const char* many) {
  const std::size_t told = std::min(items.size(), shown);
  const std::size_t rest = items.size() - told;
  return fmt::format("{} {}: {}{}", items.size(), items.size() == 1 ? one : many,
                     fmt::join(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(told), "; "),
                     rest == 0 ? "" : fmt::format("; and {} more", rest));
}

class TableComparison {
 public:
  TableComparison(std::string table, Comparison comparison)
      : table_(std::move(table)), comparison_(std::move(comparison)), changed_(comparison_.columns.size()) {}

  void compare(std::vector<ComparedRow> before, std::vector<ComparedRow> after,
               const std::vector<ComparedRow>& known) {
    if (count_unknown(before, known) == count_unknown(after, known)) {
      drop_unknown(before, known);
      drop_unknown(after, known);
    }
    compare(before, after);
  }

  [[nodiscard]] std::vector<RowDifference> differences() const {
    std::vector<RowDifference> found;
    if (!lost_.empty()) found.push_back({table_, "", counted(lost_, "row is lost", "rows are lost")});
    if (!gained_.empty()) found.push_back({table_, "", counted(gained_, "row is new", "rows are new")});
    for (std::size_t i = 0; i < changed_.size(); ++i) {
      if (changed_[i].empty()) continue;
      found.push_back({table_, comparison_.columns[i],
                       counted(changed_[i], "value is another one", "values are others")});
    }
    return found;
  }

 private:
  static bool is_unknown(const ComparedRow& row, const std::vector<ComparedRow>& known) {
    const auto by_key = [](const ComparedRow& a, const ComparedRow& b) { return a.key < b.key; };
    return !std::binary_search(known.begin(), known.end(), row, by_key);
  }

  static std::ptrdiff_t count_unknown(const std::vector<ComparedRow>& rows,
                                      const std::vector<ComparedRow>& known) {
    return std::count_if(rows.begin(), rows.end(),
                         [&known](const ComparedRow& row) { return is_unknown(row, known); });
  }

  static void drop_unknown(std::vector<ComparedRow>& rows, const std::vector<ComparedRow>& known) {
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [&known](const ComparedRow& row) { return is_unknown(row, known); }),
               rows.end());
  }

  void compare(const std::vector<ComparedRow>& before, const std::vector<ComparedRow>& after) {
    auto earlier = before.begin();
    auto later = after.begin();
    while (earlier != before.end() || later != after.end()) {
      if (later == after.end() || (earlier != before.end() && earlier->key < later->key)) {
        lost_.push_back(describe(comparison_, *earlier++));
      } else if (earlier == before.end() || later->key < earlier->key) {
        gained_.push_back(describe(comparison_, *later++));
      } else {
        compare_values(*earlier++, *later++);
      }
    }
  }

  void compare_values(const ComparedRow& before, const ComparedRow& after) {
    for (std::size_t i = 0; i < changed_.size(); ++i) {
      if (before.values[i] == after.values[i]) continue;
      changed_[i].push_back(fmt::format("of row {} it was {}, and is {}", describe(comparison_, before),
                                        before.values[i], after.values[i]));
    }
  }

  std::string table_;
  Comparison comparison_;
  std::vector<std::string> lost_;
  std::vector<std::string> gained_;
  std::vector<std::vector<std::string>> changed_;  ///< For each column.
};

}  // namespace

std::string name_of(const RowDifference& difference) {
  return fmt::format("rows of {}{}{}", difference.table, difference.column.empty() ? "" : ".",
                     difference.column);
}

std::vector<RowDifference> diff(const RowImage& before, const RowImage& after, const RowImage& known) {
  std::vector<RowDifference> differences;
  for (const auto& [table, rows] : before) {
    const auto later = after.find(table);
    const auto there = known.find(table);
    if (later == after.end() || there == known.end()) continue;
    const Comparison comparison = comparison_of(rows, later->second, there->second);
    TableComparison compared(table, comparison);
    compared.compare(rows_for(comparison, rows), rows_for(comparison, later->second),
                     rows_for(comparison, there->second));
    const auto found = compared.differences();
    differences.insert(differences.end(), found.begin(), found.end());
  }
  return differences;
}

}  // namespace rung::testing
