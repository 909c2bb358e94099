#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "port/failure.hpp"
#include "port/ports.hpp"
#include "testing/seeding/source.hpp"

namespace rung::testing::seeding {

/// A column as a check sees it.
struct NamedColumn {
  std::string name;  ///< As it is written in SQL.
  std::string type;  ///< No domain: that would refuse a value instead of saying no.
};

/// Lets the database say which values a check lets in.
class Judge {
 public:
  explicit Judge(Ports& ports) noexcept : ports_(&ports) {}

  /// Of all combinations of the sources' tuples (of long sources, the first ones), those that satisfy the
  /// condition on these columns, those of first tuples first: a few hundred at most. A value on which the
  /// condition fails with an error does not satisfy it. Nothing if there is none, or if it always fails.
  /// Throws Failure only if the connection is gone.
  std::optional<Source> let_in(const std::vector<Source>& sources, const std::vector<NamedColumn>& columns,
                               std::string_view condition);

 private:
  std::optional<Source> answer(const std::vector<Source>& sources, const std::vector<NamedColumn>& columns,
                               std::string_view condition);
  std::optional<Source> let_in_one_by_one(const Source& source, const std::vector<NamedColumn>& columns,
                                          std::string_view condition);
  [[nodiscard]] std::string question(const std::vector<Source>& sources,
                                     const std::vector<NamedColumn>& columns,
                                     std::string_view condition) const;

  Ports* ports_;
};

/// Throws the failure again unless it is the database's answer to one statement.
void require_answer(const Failure& failure);

}  // namespace rung::testing::seeding
