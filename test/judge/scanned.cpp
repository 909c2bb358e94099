#include "judge/scanned.hpp"

#include <fmt/format.h>

#include <rung/error.hpp>

#include "text/statement_scanner.hpp"

namespace rung::test {

Scanned scan(Dialect dialect, std::string_view script, std::size_t first, std::size_t block) {
  Scanned result;
  text::StatementScanner scanner(dialect, text::Origin{"script.sql", 1});
  const auto note = [&](const text::StatementSpan& span) {
    ++result.statements;
    result.details += fmt::format("{}-{} {}:{} {} {};", span.begin, span.end, span.place.line,
                                  span.place.column, static_cast<int>(span.kind), span.traits);
    if (script[span.end - 1] == ';') result.ends.push_back(span.end);
  };
  try {
    for (std::size_t passed = 0; passed < script.size();) {
      const std::string_view next = script.substr(passed, passed == 0 ? first : block);
      scanner.feed(next);
      while (const auto span = scanner.next()) note(*span);
      passed += next.size();
    }
    if (const auto span = scanner.finish()) note(*span);
  } catch (const SourceError& error) {
    result.error = error.what();
  }
  return result;
}

Scanned scan(Dialect dialect, std::string_view script) {
  return scan(dialect, script, script.size(), script.size());
}

std::ostream& operator<<(std::ostream& out, const Scanned& scanned) {
  out << scanned.statements << " statements, ends";
  for (const std::uint64_t end : scanned.ends) out << ' ' << end;
  return out << ' ' << scanned.error;
}

bool same_at_every_boundary(Dialect dialect, std::string_view script) {
  const Scanned whole = scan(dialect, script);
  const auto is_same = [&](const Scanned& cut) { return cut == whole && cut.details == whole.details; };
  if (!is_same(scan(dialect, script, 1, 1))) return false;
  for (std::size_t cut = 1; cut < script.size(); ++cut) {
    if (!is_same(scan(dialect, script, cut, script.size()))) return false;
  }
  return true;
}

}  // namespace rung::test
