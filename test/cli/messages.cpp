#include "cli/messages.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>

#include <boost/algorithm/string/replace.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "support/read_file.hpp"

// What the tool says when something goes wrong: each mishap is a test, and all of them are the table of
// messages in examples/README.md, which is written anew with RUNG_TEST_UPDATE=1.

namespace rung::test {
namespace {

const std::string guide = RUNG_TEST_DIR "/../examples/README.md";

/// As it stands in the table: without what is another one each time, on one line.
std::string for_table(const std::string& message, const Shop& shop) {
  std::string text = boost::replace_all_copy(message, shop.folder().name() + "/", "");
  text = boost::replace_all_copy(text, shop.folder().name(), ".");
  text = std::regex_replace(text, std::regex("waited [0-9.]+ m?s"), "waited 0.2 s");
  text = std::regex_replace(text, std::regex("\\n+$"), "");
  text = boost::replace_all_copy(text, "|", "\\|");
  text = boost::replace_all_copy(text, "<", "&lt;");
  return boost::replace_all_copy(text, "\n", "<br>");
}

Ended run_mishap(const Mishap& mishap, const Shop& shop) {
  if (mishap.prepare) mishap.prepare(shop);
  if (mishap.url == "none") return run(shop.words(mishap.command));
  return mishap.url.empty() ? shop.rung(mishap.command) : run(shop.words_on(mishap.url, mishap.command));
}

/// What is wrong is on stderr; what `verify` found is its result.
const std::string& said(const Ended& ended) { return ended.err.empty() ? ended.out : ended.err; }

std::string row_of(const Mishap& mishap, const Ended& ended, const Shop& shop) {
  std::string command = "rung";
  for (const std::string& word : mishap.command) command += ' ' + word;
  return fmt::format("| {} | {} | `{}` | {} |\n", mishap.exit_code, mishap.what, command,
                     for_table(said(ended), shop));
}

constexpr std::string_view begin_mark = "<!-- messages: begin -->\n";
constexpr std::string_view end_mark = "<!-- messages: end -->\n";

}  // namespace

TEST_CASE("whatever goes wrong is told with its state and what to do, and the table of messages holds it") {
  std::vector<Mishap> mishaps = joined({mishaps_of_folders(), mishaps_of_databases()});
  std::stable_sort(mishaps.begin(), mishaps.end(),
                   [](const Mishap& a, const Mishap& b) { return a.exit_code < b.exit_code; });

  std::string table = "| exit code | what is wrong | for example | what is said |\n|---|---|---|---|\n";
  for (const Mishap& mishap : mishaps) {
    INFO(mishap.what);
    const Shop shop;
    const Ended ended = run_mishap(mishap, shop);
    INFO(said(ended));
    CHECK(ended.exit_code == mishap.exit_code);
    for (const std::string& words : mishap.says) {
      INFO("missing: " << words);
      CHECK(holds(said(ended), words));
    }
    table += row_of(mishap, ended, shop);
  }

  const std::string text = read_file(guide);
  const std::size_t begin = text.find(begin_mark) + begin_mark.size();
  const std::size_t end = text.find(end_mark);
  REQUIRE(end != std::string::npos);
  if (std::getenv("RUNG_TEST_UPDATE") != nullptr) {
    std::ofstream(guide, std::ios::binary) << text.substr(0, begin) << table << text.substr(end);
  } else {
    CHECK(text.substr(begin, end - begin) == table);
  }
}

}  // namespace rung::test
