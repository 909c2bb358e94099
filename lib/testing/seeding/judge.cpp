#include "testing/seeding/judge.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "port/failure.hpp"
#include "testing/seeding/sql_words.hpp"

namespace rung::testing::seeding {
namespace {

constexpr double most_combinations = 20000;
constexpr std::size_t most_answers = 300;
constexpr std::size_t most_one_by_one = 8;

/// How many tuples of each source are tried.
std::size_t tried_of_each(std::size_t sources) {
  return static_cast<std::size_t>(std::pow(most_combinations, 1.0 / static_cast<double>(sources)));
}

Source combined(const std::vector<Source>& sources, const Rows& answer) {
  Source result;
  for (const Source& source : sources) {
    result.columns.insert(result.columns.end(), source.columns.begin(), source.columns.end());
    if (source.origin == Source::Origin::parents) result.origin = source.origin;
  }
  for (const Row& row : answer) {
    std::vector<std::string> tuple;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const auto& part = sources[i].tuples.at(std::stoul(row.at(i).value()));
      tuple.insert(tuple.end(), part.begin(), part.end());
    }
    result.tuples.push_back(std::move(tuple));
  }
  return result;
}

/// A name that no column of anybody has.
std::string number_name(std::size_t source) { return fmt::format("\"rung's number {}\"", source); }

}  // namespace

void require_answer(const Failure& failure) {
  switch (failure.kind()) {
    case Failure::Kind::no_connection:
    case Failure::Kind::connection_lost:
    case Failure::Kind::cancelled:
      throw Failure(failure);
    default:
      return;
  }
}

std::optional<Source> Judge::let_in(const std::vector<Source>& sources,
                                    const std::vector<NamedColumn>& columns, std::string_view condition) {
  try {
    return answer(sources, columns, condition);
  } catch (const Failure& failure) {
    require_answer(failure);
  }
  if (sources.size() != 1) return std::nullopt;
  return let_in_one_by_one(sources.front(), columns, condition);
}

std::optional<Source> Judge::answer(const std::vector<Source>& sources,
                                    const std::vector<NamedColumn>& columns, std::string_view condition) {
  const std::string sql = question(sources, columns, condition);
  Source source = combined(sources, ports_->executor().query({sql, {}}));
  if (source.tuples.empty()) return std::nullopt;
  return source;
}

std::optional<Source> Judge::let_in_one_by_one(const Source& source, const std::vector<NamedColumn>& columns,
                                               std::string_view condition) {
  Source good{source.columns, {}, source.origin};
  for (const auto& tuple : source.tuples) {
    try {
      if (answer({{source.columns, {tuple}, source.origin}}, columns, condition))
        good.tuples.push_back(tuple);
    } catch (const Failure& failure) {
      require_answer(failure);
    }
    if (good.tuples.size() == most_one_by_one) break;
  }
  if (good.tuples.empty()) return std::nullopt;
  return good;
}

/// `with s0(n, a) as (values (0, …), …), s1 … select s0.n, s1.n from s0 cross join s1 where …`
std::string Judge::question(const std::vector<Source>& sources, const std::vector<NamedColumn>& columns,
                            std::string_view condition) const {
  std::string tables;
  std::string numbers;
  std::string from;
  std::string sum;
  const std::size_t tried = tried_of_each(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const Source& source = sources[i];
    tables += fmt::format("{}s{}({}", i == 0 ? "" : ", ", i, number_name(i));
    for (const std::size_t column : source.columns) tables += ", " + columns[column].name;
    tables += ") as (values ";
    for (std::size_t n = 0; n < std::min(source.tuples.size(), tried); ++n) {
      tables += fmt::format("{}({}", n == 0 ? "" : ", ", n);
      for (std::size_t place = 0; place < source.columns.size(); ++place)
        tables +=
            ", " + typed(ports_->dialect(), source.tuples[n][place], columns[source.columns[place]].type);
      tables += ')';
    }
    tables += ')';
    numbers += (i == 0 ? "" : ", ") + number_name(i);
    sum += (i == 0 ? "" : " + ") + number_name(i);
    from += fmt::format("{}s{}", i == 0 ? "" : " cross join ", i);
  }
  return fmt::format("with {} select {} from {} where ({}) is not false order by {}, {} limit {}", tables,
                     numbers, from, condition, sum, numbers, most_answers);
}

}  // namespace rung::testing::seeding
