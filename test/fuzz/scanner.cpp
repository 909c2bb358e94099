#include <array>
#include <optional>
#include <string>
#include <vector>

#include <rung/error.hpp>

#include "fuzz/bytes.hpp"
#include "text/encoding.hpp"
#include "text/statement_scanner.hpp"

// A text is cut into statements, whole and in blocks: both ways are one. Each statement by itself is one, and
// is what it was among the others.

using rung::Dialect;
using rung::text::StatementSpan;

namespace {

struct Scanned {
  std::vector<StatementSpan> spans;
  std::string error;
};

Scanned scan(Dialect dialect, std::string_view text, std::size_t block) {
  Scanned scanned;
  rung::text::StatementScanner scanner(dialect, {"f.sql", 1});
  try {
    for (std::size_t at = 0; at < text.size(); at += block) {
      // A block is a copy, so that a look behind its end is seen.
      const std::string copy(text.substr(at, block));
      scanner.feed(copy);
      while (const auto span = scanner.next()) scanned.spans.push_back(*span);
    }
    if (const auto span = scanner.finish()) scanned.spans.push_back(*span);
  } catch (const rung::SourceError& error) {
    scanned.error = error.what();
  }
  return scanned;
}

bool same_place(const rung::text::Place& a, const rung::text::Place& b) {
  return a.line == b.line && a.column == b.column;
}

bool same(const StatementSpan& a, const StatementSpan& b) {
  return a.begin == b.begin && a.end == b.end && same_place(a.place, b.place) && a.kind == b.kind &&
         a.traits == b.traits && a.parameter.has_value() == b.parameter.has_value() &&
         (!a.parameter || same_place(*a.parameter, *b.parameter));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array dialects = {Dialect::sqlite, Dialect::postgresql, Dialect::any};
  rung::fuzz::Bytes bytes(data, size);
  const Dialect dialect = dialects[bytes.choose(dialects.size())];
  const std::size_t block = 1 + bytes.choose(16);
  const std::string_view text = bytes.rest();
  const Scanned whole = scan(dialect, text, text.size() + 1);
  const Scanned cut = scan(dialect, text, block);
  RUNG_FUZZ_REQUIRE(whole.error == cut.error);
  RUNG_FUZZ_REQUIRE(whole.spans.size() == cut.spans.size());
  std::uint64_t last_end = 0;
  for (std::size_t i = 0; i < whole.spans.size(); ++i) {
    const StatementSpan& span = whole.spans[i];
    RUNG_FUZZ_REQUIRE(same(span, cut.spans[i]));
    RUNG_FUZZ_REQUIRE(last_end <= span.begin && span.begin < span.end && span.end <= text.size());
    last_end = span.end;
    const std::string_view statement = text.substr(span.begin, span.end - span.begin);
    // A byte-order mark counts as a blank at the very beginning, and on PostgreSQL only there.
    if (statement.substr(0, rung::text::byte_order_mark.size()) == rung::text::byte_order_mark) continue;
    const Scanned alone = scan(dialect, statement, statement.size() + 1);
    RUNG_FUZZ_REQUIRE(alone.error.empty() && alone.spans.size() == 1);
    RUNG_FUZZ_REQUIRE(alone.spans[0].end == span.end - span.begin);
    RUNG_FUZZ_REQUIRE(alone.spans[0].kind == span.kind && alone.spans[0].traits == span.traits);
  }
  return 0;
}
