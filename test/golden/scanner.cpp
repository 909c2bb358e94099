// Each folder scanner/<dialect>/<case> is a test: input.sql beside the statements that it must be cut into,
// 01.sql, 02.sql …, or beside error.txt, whose first word is the line and column and whose rest the message
// must hold.

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>

#include "support/read_file.hpp"
#include "text/statement_scanner.hpp"

namespace {

namespace fs = boost::filesystem;
using rung::Dialect;
using rung::test::read_file;
using rung::text::Origin;
using rung::text::StatementScanner;
using rung::text::StatementSpan;

// The line feed that every text file ends with is none of the statement's.
std::string without_last_line_feed(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

struct Case {
  std::string name;
  Dialect dialect = Dialect::any;
  std::string input;
  std::vector<std::string> statements;
  std::string error;  // Empty: there must be none.
};

std::vector<Case> cases_of(Dialect dialect) {
  std::vector<fs::path> folders;
  const fs::path root = fs::path(RUNG_TEST_DIR) / "golden" / "scanner" / std::string(to_string(dialect));
  for (const auto& entry : fs::directory_iterator(root)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  std::vector<Case> cases;
  for (const fs::path& folder : folders) {
    Case found{folder.filename().string(), dialect, read_file((folder / "input.sql").string()), {}, {}};
    found.error = without_last_line_feed(read_file((folder / "error.txt").string()));
    for (int number = 1; fs::exists(folder / fmt::format("{:02}.sql", number)); ++number) {
      found.statements.push_back(
          without_last_line_feed(read_file((folder / fmt::format("{:02}.sql", number)).string())));
    }
    cases.push_back(std::move(found));
  }
  return cases;
}

std::string describe(const StatementSpan& span) {
  std::string text = fmt::format("{}..{} at {}:{} kind {} traits {}", span.begin, span.end, span.place.line,
                                 span.place.column, static_cast<int>(span.kind), span.traits);
  if (span.parameter) text += fmt::format(" parameter {}:{}", span.parameter->line, span.parameter->column);
  return text;
}

struct Result {
  std::vector<StatementSpan> spans;
  std::string error;  // "3:5 what is wrong"
};

// Cuts `blocks`, which together are the text.
Result scan(Dialect dialect, const std::vector<std::string_view>& blocks) {
  Result result;
  StatementScanner scanner(dialect, Origin{"input.sql", 1});
  try {
    for (const std::string_view block : blocks) {
      // A copy of its own, so that a sanitizer sees who looks at a block after its time.
      const std::string passing(block);
      scanner.feed(passing);
      while (const auto span = scanner.next()) result.spans.push_back(*span);
    }
    if (const auto span = scanner.finish()) result.spans.push_back(*span);
  } catch (const rung::SourceError& error) {
    result.error = fmt::format("{}:{} {}", error.line(), error.column(), error.what());
  }
  return result;
}

std::string describe(const Result& result) {
  std::string text;
  for (const StatementSpan& span : result.spans) text += describe(span) + "\n";
  return text + result.error;
}

void require_expected(const Case& expected) {
  const Result result = scan(expected.dialect, {expected.input});
  const std::string place = expected.error.substr(0, expected.error.find(' '));
  CHECK(result.error.substr(0, result.error.find(' ')) == place);
  if (!expected.error.empty()) {
    CHECK_THAT(result.error, Catch::Contains(expected.error.substr(expected.error.find(' ') + 1)));
    return;
  }
  std::vector<std::string> statements;
  for (const StatementSpan& span : result.spans) {
    statements.push_back(expected.input.substr(span.begin, span.end - span.begin));
  }
  CHECK(statements == expected.statements);
}

void require_same_at_every_boundary(const Case& expected) {
  const std::string_view input = expected.input;
  const std::string whole = describe(scan(expected.dialect, {input}));
  std::vector<std::string_view> bytes;
  for (std::size_t i = 0; i < input.size(); ++i) bytes.push_back(input.substr(i, 1));
  CHECK(describe(scan(expected.dialect, bytes)) == whole);
  for (std::size_t cut = 0; cut <= input.size(); ++cut) {
    CAPTURE(cut);
    REQUIRE(describe(scan(expected.dialect, {input.substr(0, cut), input.substr(cut)})) == whole);
  }
}

}  // namespace

TEST_CASE("scripts are cut into the statements that their servers see, wherever a block ends") {
  for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql}) {
    const std::vector<Case> cases = cases_of(dialect);
    REQUIRE(cases.size() >= 15);
    for (const Case& expected : cases) {
      DYNAMIC_SECTION(to_string(dialect) << ": " << expected.name) {
        REQUIRE((expected.error.empty() || expected.statements.empty()));
        require_expected(expected);
        require_same_at_every_boundary(expected);
      }
    }
  }
}
