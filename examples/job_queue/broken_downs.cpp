// By hand: the job queue's downs are broken one by one, and each has to be found. The number of ways in which
// each down is broken by each kind of mistake is RUNG_TEST_MUTANTS, 1 by default; `all` is all.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/load_directory.hpp>
#include <rung/testing.hpp>

#include "routines.hpp"
#include "support/postgresql_server.hpp"
#include "support/sql_mutation.hpp"
#include "support/temporary_folder.hpp"
#include "symmetry.hpp"

namespace {

namespace fs = boost::filesystem;
using rung::test::Breakage;
using rung::test::Mutant;

std::string text_of(const fs::path& file) {
  std::string text;
  fs::load_string_file(file, text);
  return text;
}

/// The migrations of a folder with one down in other words.
class BrokenFolder {
 public:
  BrokenFolder(const fs::path& folder, rung::Dialect dialect) : dialect_(dialect) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
      copy_.write(entry.path().filename().string(), text_of(entry.path()));
  }

  [[nodiscard]] rung::MigrationSet with(const std::string& file, const std::string& script) const {
    const std::string right = text_of(copy_.path() / file);
    copy_.write(file, script);
    rung::MigrationSet set = rung::load_directory(copy_.name(), {rung::Format::pairs, dialect_});
    copy_.write(file, right);
    const rung::MigrationSet bound = job_queue::migrations(dialect_);
    for (const char* routine : {"split_worker_host/1", "join_worker_host/1"})
      set = set.bind(routine, *bound.routine(routine));
    return set;
  }

 private:
  rung::test::TemporaryFolder copy_;
  rung::Dialect dialect_;
};

std::vector<Mutant> some_of(std::vector<Mutant> mutants, std::size_t version) {
  const char* const wanted = std::getenv("RUNG_TEST_MUTANTS");  // NOLINT(concurrency-mt-unsafe)
  if (wanted != nullptr && std::string(wanted) == "all") return mutants;
  const std::size_t count = wanted == nullptr ? 1 : std::stoul(wanted);
  std::vector<Mutant> some;
  for (std::size_t i = 0; i < count && i < mutants.size(); ++i)
    some.push_back(mutants[(version * 7 + i * mutants.size() / count) % mutants.size()]);
  return some;
}

/// What finds the mutant: the name of the first finding, or an error. Empty: nothing did.
std::string found_by(const rung::MigrationSet& set, rung::Version version,
                     const rung::testing::ThrowawayDatabase& kind, rung::Dialect dialect) {
  rung::testing::SymmetryOptions options = job_queue::symmetry_options(dialect);
  options.from = options.to = version;
  rung::testing::ThrowawayDatabase database = kind.another();
  try {
    const rung::testing::SymmetryReport report = check_symmetry(set, database, options);
    for (const auto& finding : report.steps.front().findings)
      if (finding.accepted.empty()) return finding.name;
    return {};
  } catch (const rung::Error& error) {
    return error.what();
  }
}

struct Score {
  std::size_t made = 0;
  std::size_t found = 0;
};

void break_all_downs(rung::Dialect dialect, const rung::testing::ThrowawayDatabase& kind) {
  const fs::path folder = fs::path(JOB_QUEUE_MIGRATIONS) / std::string(to_string(dialect));
  const BrokenFolder broken(folder, dialect);
  std::map<Breakage, Score> scores;
  std::vector<fs::path> downs;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().find(".down.") != std::string::npos) downs.push_back(entry.path());
  std::sort(downs.begin(), downs.end());
  for (const fs::path& down : downs) {
    const std::string file = down.filename().string();
    const auto version = rung::Version::parse(file.substr(0, 4));
    INFO(file);
    // What finds a fault with a right down would find every broken one.
    CHECK_THAT(found_by(broken.with(file, text_of(down)), *version, kind, dialect), Catch::Equals(""));
    for (const Breakage breakage :
         {Breakage::delete_statement, Breakage::change_property, Breakage::change_name}) {
      Score& score = scores[breakage];
      for (const Mutant& mutant : some_of(mutants_of(text_of(down), dialect, breakage),
                                          static_cast<std::size_t>(version->number()))) {
        ++score.made;
        if (!found_by(broken.with(file, mutant.script), *version, kind, dialect).empty()) {
          ++score.found;
        } else {
          std::cout << fmt::format("missed: {} {}: {}\n", to_string(dialect), file, mutant.what)
                    << std::flush;
        }
      }
    }
  }
  Score all;
  for (const auto& [breakage, score] : scores) {
    std::cout << fmt::format("{}, {}: {} of {} found\n", to_string(dialect), to_string(breakage), score.found,
                             score.made);
    all.made += score.made;
    all.found += score.found;
  }
  std::cout << fmt::format("{}: {} of {} broken downs found\n", to_string(dialect), all.found, all.made);
  REQUIRE(all.made > 60);
  CHECK(all.found * 100 >= all.made * 95);
}

}  // namespace

TEST_CASE("broken downs are found on SQLite") {
  break_all_downs(rung::Dialect::sqlite, rung::testing::sqlite());
}

TEST_CASE("broken downs are found on PostgreSQL") {
  break_all_downs(rung::Dialect::postgresql,
                  rung::testing::postgresql(rung::test::shared_postgresql().url("postgres", "postgres")));
}
