#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rung::testing::seeding {

/// What the values of a type are.
enum class TypeKind {
  truth,
  integer,
  decimal,   ///< With a precision and a scale, perhaps.
  floating,  ///< Of two.
  text,
  bytes,  ///< Written as text: `\x00ff`.
  blob,   ///< Written as `x'00ff'`.
  bits,
  moment,  ///< A date, a time or both.
  json,
  patterned  ///< All others that can be counted through by a pattern.
};

/// A type's name in its parts: "numeric(5,2)[]".
struct TypeName {
  std::string word;            ///< "numeric"; in lower case, without a schema.
  std::vector<int> modifiers;  ///< 5, 2.
  TypeKind kind = TypeKind::text;
  std::string_view pattern;  ///< For moments, JSON and patterned ones: {n}, and the parts of a date.
};

/// Any name has a kind: what is unknown is sorted as SQLite does it (https://www.sqlite.org/datatype3.html,
/// 3.1), and is text where that says numeric, which takes anything.
TypeName parse_type(std::string_view name);

}  // namespace rung::testing::seeding
