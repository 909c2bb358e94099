#pragma once

#include <set>
#include <string>
#include <string_view>

#include "backend/sqlite3/sql_tokens.hpp"

namespace rung::sqlite {

/// Folded names.
using Names = std::set<std::string, std::less<>>;

/// What the names in an expression stand for.
struct NameScope {
  std::string_view table;  ///< Folded: before a column's name it says nothing. Empty: there is none.
  const Names& names;      ///< What else is in double quotes is a string.
};

/// An expression of one table's columns (of a check, an index, a generated column, a default), still to be
/// evaluated, and equal for texts that differ only in white space, comments, the case of words and names, and
/// quotes.
std::string canonical_expression(SqlTokens tokens, const NameScope& scope);

/// The same of what holds queries: of a view's or a trigger's definition, in lines.
std::string canonical_statement(SqlTokens tokens, const Names& names);

/// A column's default, which may be a name that means a string.
std::string canonical_default(std::string_view text);

/// `varchar(10)`.
std::string canonical_type(std::string_view text);

}  // namespace rung::sqlite
