#include <catch2/catch.hpp>

#include <rung/load_directory.hpp>

#include "cli/shop.hpp"

namespace rung::test {
namespace {

/// A folder of migrations, in which `new` is called.
class Bench {
 public:
  Bench() { boost::filesystem::create_directories(folder_.name("m")); }

  void write(const std::string& name, std::string_view text) const { folder_.write("m/" + name, text); }
  [[nodiscard]] Ended make(const std::string& name, const Words& more = {}) const {
    Words words{RUNG_TEST_TOOL, "--migrations", folder_.name("m")};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"new", name});
    return run(words);
  }
  /// What it printed, without the folder.
  [[nodiscard]] Words made(const std::string& name, const Words& more = {}) const {
    const Ended ended = make(name, more);
    INFO(ended.err);
    CHECK(ended.exit_code == 0);
    Words lines;
    const std::string folder = folder_.name("m") + "/";
    for (std::size_t at = 0; at < ended.out.size(); at = ended.out.find('\n', at) + 1) {
      const std::string line = ended.out.substr(at, ended.out.find('\n', at) - at);
      CHECK(line.rfind(folder, 0) == 0);
      lines.push_back(line.substr(folder.size()));
    }
    return lines;
  }
  [[nodiscard]] MigrationSet set() const { return load_directory(folder_.name("m")); }
  [[nodiscard]] std::size_t count_files() const {
    std::size_t count = 0;
    for (const auto& entry : boost::filesystem::recursive_directory_iterator(folder_.name("m")))
      count += boost::filesystem::is_regular_file(entry.path()) ? 1 : 0;
    return count;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("new writes files of the folder's own format, with the next number") {
  struct Case {
    std::string first;
    std::string text;
    Words made;
  };
  const auto [first, text, made] =
      GENERATE(Case{"0007_a.up.sql", "select 1;", {"0008_add_index.up.sql", "0008_add_index.down.sql"}},
               Case{"V0020.a.up.sql", "select 1;", {"V0021.add_index.up.sql", "V0021.add_index.down.sql"}},
               Case{"00007_a.sql", "-- +goose Up\nselect 1;", {"00008_add_index.sql"}},
               Case{"7_a.sql", "-- migrate:up\nselect 1;", {"8_add_index.sql"}},
               Case{"0000_a.sql", "select 1;", {"0001_add_index.sql"}},
               Case{"V7__a.sql", "select 1;", {"V8__add_index.sql", "U8__add_index.sql"}},
               Case{"47_to_48.sql", "select 1;", {"48_to_49.sql", "49_to_48.sql"}},
               Case{"0007_a/up.sql", "select 1;", {"0008_add_index/up.sql", "0008_add_index/down.sql"}});
  const Bench bench;
  bench.write(first, text);
  CHECK(bench.made("add index") == made);
  // What was written is a migration of the same folder, and can be followed by another.
  const MigrationSet set = bench.set();
  REQUIRE(set.size() == 2);
  CHECK(bench.made("one_more").size() == made.size());
  CHECK(bench.set().size() == 3);
}

TEST_CASE("new begins a folder with pairs, or with the format that is asked for") {
  const Bench pairs;
  CHECK(pairs.made("first") == Words{"0001_first.up.sql", "0001_first.down.sql"});
  CHECK(pairs.set().size() == 1);
  const Bench goose;
  CHECK(goose.made("first", {"--format", "goose"}) == Words{"0001_first.sql"});
  CHECK(goose.set().size() == 1);
  const Bench catalog;
  CHECK(catalog.made("first", {"--format", "catalog"}) == Words{"0_to_1.sql", "1_to_0.sql"});
}

TEST_CASE("new writes nothing where the name, or the folder, is none") {
  const Bench bench;
  bench.write("1_a.up.sql", "select 1;");
  for (const std::string name : {"../x", "a.b", "a/b", "", "ä"}) {
    CAPTURE(name);
    CHECK(bench.make(name).exit_code != 0);
  }
  CHECK(bench.count_files() == 1);
  const Ended missing = run({RUNG_TEST_TOOL, "--migrations", "/nowhere", "new", "a"});
  CHECK(missing.exit_code == 3);
  CHECK(holds(missing.err, "there is no such folder of migrations"));
  bench.write("2_b.sql", "select 1;");
  CHECK(bench.make("c").exit_code == 3);
  CHECK(bench.count_files() == 2);
}

TEST_CASE("new is no command of an engine, whose migrations are compiled in") {
  CHECK(run({RUNG_TEST_CLI_ENGINE, "db", "new", "a"}).exit_code == 2);
}

}  // namespace rung::test
