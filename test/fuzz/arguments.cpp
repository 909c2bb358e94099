#include "cli/arguments.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <rung/error.hpp>
#include <rung/target.hpp>
#include <rung/version.hpp>

#include "cli/driver_choice.hpp"
#include "cli/invocation.hpp"
#include "fuzz/bytes.hpp"

// What a user writes: arguments, durations, targets, versions, URLs. It is taken, or refused with a word; and
// a password that is blanked is gone.

using namespace rung;

namespace {

/// The words of the input, set apart by line feeds.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t end = 0; end != std::string_view::npos;
       text.remove_prefix(std::min(end, text.size() - 1) + 1)) {
    end = text.find('\n');
    words.emplace_back(text.substr(0, end));
    // An argument ends at its first NUL.
    words.back().resize(std::min(words.back().size(), words.back().find('\0')));
    if (end == std::string_view::npos) break;
  }
  return words;
}

void read_arguments(const std::vector<std::string>& words) {
  cli::Engine engine;
  engine.name = "engine";
  cli::Driver driver;
  driver.schemes = {"sqlite", "postgres"};
  engine.drivers = {driver};
  engine.database = "sqlite:default.db";
  try {
    static_cast<void>(cli::read_arguments(words, engine, cli::Kind::engine));
  } catch (const cli::Finished&) {
  }
}

void blank_passwords(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto sizes = words;
  cli::blank_passwords(static_cast<int>(words.size()), arguments.data());
  for (std::size_t i = 0; i < words.size(); ++i) RUNG_FUZZ_REQUIRE(words[i].size() == sizes[i].size());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes(data, size);
  const std::size_t what = bytes.choose(4);
  const std::string text(bytes.rest());
  try {
    if (what == 0) {
      read_arguments(words_of(text));
    } else if (what == 1) {
      blank_passwords(words_of(text));
    } else if (what == 2) {
      static_cast<void>(Target::parse(text));
      if (const auto version = Version::parse(text)) RUNG_FUZZ_REQUIRE(version->number() > 0);
    } else {
      static_cast<void>(cli::driver_for(text, {}));
    }
  } catch (const Error&) {
  } catch (const std::invalid_argument&) {
  }
  return 0;
}
