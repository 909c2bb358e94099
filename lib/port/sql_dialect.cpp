#include "port/sql_dialect.hpp"

namespace rung {

std::string quoted(std::string_view identifier) {
  std::string text = "\"";
  for (const char c : identifier) {
    if (c == '"') text += '"';
    text += c;
  }
  return text += '"';
}

}  // namespace rung
