#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "testing/seeding/sample.hpp"
#include "testing/seeding/table_shape.hpp"
#include "testing/seeding/type_name.hpp"

namespace rung::testing::seeding {

/// Values of every type that a column of a schema can have. The same ones at every call. The types must
/// outlive it.
class TypeSamples {
 public:
  explicit TypeSamples(const Types& types) noexcept : types_(&types) {}

  /// Another value for each number, as far as the type has so many; ascending where the type has an order
  /// that is told from its name.
  [[nodiscard]] Sample sample(std::string_view type, std::size_t number) const;

  /// Values that may satisfy a check which says this, the likeliest first, none twice. Other ones for each
  /// `first`, as far as the check leaves room.
  [[nodiscard]] std::vector<Sample> choices(std::string_view type, const Hints& hints,
                                            std::size_t first) const;

  /// From now on a domain's samples are these, which its checks let in; none: the checks are passed over.
  void accept(const std::string& domain, std::vector<Sample> samples) {
    accepted_[domain] = std::move(samples);
  }

  /// The type that a domain is made of, over any number of domains; another type is its own.
  [[nodiscard]] std::string_view base_of(std::string_view type) const;

 private:
  [[nodiscard]] Sample array_of(std::string_view element, std::size_t number) const;
  [[nodiscard]] Sample composite(const std::vector<std::string>& columns, std::size_t number) const;
  [[nodiscard]] std::string range_text(std::string_view type, std::size_t number) const;
  [[nodiscard]] std::vector<Sample> all_choices(std::string_view type, const Hints& hints,
                                                std::size_t first) const;

  const Types* types_;
  std::map<std::string, std::vector<Sample>, std::less<>> accepted_;
};

}  // namespace rung::testing::seeding
