#include "cli/driver_choice.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "port/ports.hpp"

namespace rung::cli {
namespace {

/// "sqlite" of "sqlite:app.db". Empty if there is none (RFC 3986, 3.1): what stands before the first colon of
/// a text that is no URL may be a password.
std::string scheme_of(const std::string& url) {
  const std::size_t colon = url.find(':');
  const std::string scheme = url.substr(0, colon == std::string::npos ? 0 : colon);
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '+' || c == '-' || c == '.';
  });
  return is_scheme ? scheme : std::string{};
}

bool knows(const Driver& driver, const std::string& scheme) {
  return std::find(driver.schemes.begin(), driver.schemes.end(), scheme) != driver.schemes.end();
}

}  // namespace

const Driver& driver_for(const std::string& url, const std::vector<Driver>& drivers) {
  const std::string scheme = scheme_of(url);
  std::vector<std::string> known;
  for (const Driver& driver : drivers) {
    if (knows(driver, scheme)) return driver;
    known.insert(known.end(), driver.schemes.begin(), driver.schemes.end());
  }
  throw ConnectionError(fmt::format("{}; this program knows the schemes {}. Write a URL such as {}",
                                    scheme.empty() ? "the database's URL has no scheme"
                                                   : fmt::format("no database is called '{}:'", scheme),
                                    fmt::join(known, ", "), example_urls(drivers)),
                        CatalogState::untouched(), Retry::useless);
}

std::string example_urls(const std::vector<Driver>& drivers) {
  std::vector<std::string> examples;
  for (const Driver& driver : drivers) {
    if (!driver.example.empty()) examples.push_back(driver.example);
  }
  return fmt::format("{}", fmt::join(examples, " or "));
}

const MigrationSet& migrations_for(const Engine& engine, Database& database) {
  const Dialect dialect = database.ports().dialect().name;
  const auto fits = [dialect](const MigrationSet& set) {
    return set.dialect() == dialect || set.dialect() == Dialect::any;
  };
  if (fits(engine.migrations)) return engine.migrations;
  const auto found = std::find_if(engine.other_databases.begin(), engine.other_databases.end(), fits);
  return found == engine.other_databases.end() ? engine.migrations : *found;
}

Connection connect(const std::string& url, const Engine& engine, std::chrono::milliseconds wait) {
  return driver_for(url, engine.drivers).open(url, {MissingFile::create, wait});
}

}  // namespace rung::cli
