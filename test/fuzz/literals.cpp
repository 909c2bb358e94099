#include <string>

#include "fuzz/bytes.hpp"
#include "port/sql_dialect.hpp"
#include "text/whole_text.hpp"

// A text that is written as a literal, or a name that is quoted, is one token, and says what it said.

using namespace rung;

namespace {

void require_one_token(const std::string& sql, char quote, const std::string& said, Dialect dialect) {
  const auto tokens = text::tokens_of(sql, dialect);
  RUNG_FUZZ_REQUIRE(tokens.size() == 1 && tokens[0].text == sql);
  RUNG_FUZZ_REQUIRE(sql.size() >= 2 && sql.front() == quote && sql.back() == quote);
  RUNG_FUZZ_REQUIRE(text::undoubled(sql.substr(1, sql.size() - 2), quote) == said);
}

/// What no database takes in a text.
std::string without_nul(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\0') {
      result += "\xEF\xBF\xBD";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::Bytes(data, size).rest();
  for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql}) {
    require_one_token(standard_literal(text), '\'', without_nul(text), dialect);
    if (text.find('\0') == std::string_view::npos)
      require_one_token(quoted(text), '"', std::string(text), dialect);
  }
  return 0;
}
