#include "testing/seeding/source.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "testing/seeding/sample.hpp"

namespace rung::testing::seeding {
namespace {

/// More rows than that are put into a table rarely; for those any order will do.
constexpr std::size_t spread_tuples = 24;

std::size_t place_in(const Source& source, std::size_t column) {
  return static_cast<std::size_t>(std::find(source.columns.begin(), source.columns.end(), column) -
                                  source.columns.begin());
}

}  // namespace

bool Source::has(std::size_t column) const noexcept {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool Source::shares_column_with(const Source& other) const noexcept {
  return std::any_of(columns.begin(), columns.end(), [&](std::size_t column) { return other.has(column); });
}

Source joined(const Source& left, const Source& right) {
  Source result{left.columns, {}, left.origin};
  if (right.origin == Source::Origin::parents) result.origin = right.origin;
  std::vector<std::pair<std::size_t, std::size_t>> shared;
  std::vector<std::size_t> added;
  for (std::size_t place = 0; place < right.columns.size(); ++place) {
    if (left.has(right.columns[place])) {
      shared.emplace_back(place_in(left, right.columns[place]), place);
    } else {
      added.push_back(place);
      result.columns.push_back(right.columns[place]);
    }
  }
  for (const auto& one : left.tuples) {
    for (const auto& other : right.tuples) {
      const auto agrees = [&](const auto& places) { return one[places.first] == other[places.second]; };
      if (!std::all_of(shared.begin(), shared.end(), agrees)) continue;
      result.tuples.push_back(one);
      for (const std::size_t place : added) result.tuples.back().push_back(other[place]);
    }
  }
  return result;
}

void spread(Source& source) {
  std::vector<std::set<std::string>> seen(source.columns.size());
  const auto news = [&](const std::vector<std::string>& tuple, std::size_t of_null) {
    std::size_t sum = 0;
    for (std::size_t place = 0; place < tuple.size(); ++place)
      if (seen[place].count(tuple[place]) == 0) sum += tuple[place] == null_literal ? of_null : 2;
    return sum;
  };
  const std::size_t end = std::min(source.tuples.size(), spread_tuples);
  for (std::size_t at = 0; at < end; ++at) {
    const std::size_t of_null = at == 0 ? 0 : 5;
    const auto from = source.tuples.begin() + static_cast<std::ptrdiff_t>(at);
    const auto best = std::max_element(from, source.tuples.end(), [&](const auto& a, const auto& b) {
      return news(a, of_null) < news(b, of_null);
    });
    std::rotate(from, best, best + 1);
    for (std::size_t place = 0; place < from->size(); ++place) seen[place].insert((*from)[place]);
  }
}

}  // namespace rung::testing::seeding
