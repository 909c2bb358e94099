#include <algorithm>
#include <string>
#include <vector>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/load_directory.hpp>

#include "support/read_file.hpp"

// Each folder golden/formats/<format>/<case> holds an `input`, and `expected.txt` or `error.txt`. The
// checksums and chains were computed by another program; they stand in ledgers, so they never change.

namespace {

namespace fs = boost::filesystem;
using namespace rung;
using rung::test::read_file;

/// A script's file as the folder knows it.
std::string_view within(std::string_view file, const std::string& folder) {
  return file.substr(std::min(file.size(), folder.size() + 1));
}

std::string describe(const embedded::Script& script, const std::string& folder) {
  return fmt::format("{} line {}, bytes {} to {}, {}{}\n    {}\n", within(script.file, folder),
                     script.first_line, script.offset, script.offset + script.size,
                     to_string(script.transaction),
                     script.foreign_keys == ForeignKeys::off ? ", foreign keys off" : "", script.checksum);
}

std::string describe(const embedded::Action& action, const std::string& folder) {
  switch (action.kind) {
    case embedded::ActionKind::script:
      return "script, " + describe(action.script, folder);
    case embedded::ActionKind::routine:
      return fmt::format("routine {}, {}", action.word, describe(action.script, folder));
    case embedded::ActionKind::irreversible:
      break;
  }
  return fmt::format("irreversible, {}\n", action.word);
}

std::string describe(const MigrationSet& set, const std::string& folder) {
  std::string text;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const MigrationView migration = set[i];
    text += fmt::format("{} {}\n", to_string(migration.version()), migration.name());
    text += "  up: " + describe(migration.action(Direction::up), folder);
    text += "  down: " + describe(migration.action(Direction::down), folder);
    CHECK(migration.checksum().digits() == migration.action(Direction::up).script.checksum);
    if (migration.oldest_reader() == migration.version()) continue;
    text += fmt::format("  oldest reader: {}\n", to_string(migration.oldest_reader()));
  }
  if (const auto version = set.initial_version()) {
    text +=
        fmt::format("initial at {}: script, {}", to_string(*version), describe(set.initial_script(), folder));
  }
  for (const embedded::Release& release : set.releases()) {
    text += fmt::format("release {}: {}{}\n", release.name,
                        release.version == 0 ? "base" : std::to_string(release.version),
                        release.stop ? ", a stop" : "");
  }
  return text + fmt::format("floor: {}\nchain: {}\n", to_string(set.floor()), set.chain().digits());
}

/// The set, or the error with the folder's own path taken out of it.
std::string outcome(const std::string& folder, Format format) {
  try {
    DirectoryOptions options;
    options.format = format;
    options.variables = {{"TABLE", "items"}, {"EMPTY", ""}};
    return describe(load_directory(folder, options), folder);
  } catch (const SourceError& error) {
    std::string message = std::string(error.what()) + "\n";
    for (std::size_t at = message.find(folder); at != std::string::npos; at = message.find(folder)) {
      message.replace(at, folder.size(), "input");
    }
    return message;
  }
}

std::vector<fs::path> cases() {
  std::vector<fs::path> result;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(RUNG_TEST_DIR "/golden/formats")) {
    if (entry.path().filename() == "input") result.push_back(entry.path().parent_path());
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

TEST_CASE("every golden folder gives the set, or the error, that is written beside it") {
  const std::vector<fs::path> all = cases();
  REQUIRE(all.size() > 100);
  for (const fs::path& path : all) {
    const std::string format_word = path.parent_path().filename().string();
    DYNAMIC_SECTION(format_word << "/" << path.filename().string()) {
      const bool good = fs::exists(path / "expected.txt");
      const std::string expected = read_file((path / (good ? "expected.txt" : "error.txt")).string());
      const std::string folder = (path / "input").generic_string();
      CHECK(outcome(folder, parse_format(format_word).value()) == expected);
      // A good folder needs no word on its format.
      if (good) CHECK(outcome(folder, Format::automatic) == expected);
    }
  }
}
