#pragma once

#include <string>

#include "port/sql_dialect.hpp"

namespace rung::testing::seeding {

/// One value of a column.
struct Sample {
  enum class Form {
    quoted,  ///< Is written as a text in quotes.
    bare,    ///< Is written as it stands: a number, a keyword, `x'00'`.
  };

  std::string text;
  Form form = Form::quoted;

  [[nodiscard]] std::string literal(const SqlDialect& dialect) const {
    return form == Form::bare ? text : dialect.literal(text);
  }
};

/// How a null is written; no other literal is.
inline constexpr const char* null_literal = "null";

}  // namespace rung::testing::seeding
