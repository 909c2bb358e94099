#include "cli/symmetry_command.hpp"

#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "cli/driver_choice.hpp"
#include "cli/interruption.hpp"
#include "cli/json_output.hpp"
#include "port/ports.hpp"

namespace rung::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Interrupted {};

testing::SymmetryOptions options_of(const Invocation& invocation, const Engine& engine, Dialect dialect) {
  testing::SymmetryOptions options = engine.symmetry ? engine.symmetry(dialect) : testing::SymmetryOptions{};
  const SymmetryArguments& given = invocation.symmetry;
  if (given.from) options.from = given.from;
  if (given.to) options.to = given.to;
  if (given.column_order == ColumnOrder::ignored) options.column_order = ColumnOrder::ignored;
  for (const Version version : given.skip) options.skip.push_back({version, "on the command line"});
  for (const auto& [version, name] : given.accept)
    options.accept.push_back({version, name, "on the command line"});
  return options;
}

}  // namespace

int prove_symmetry(const Invocation& invocation, const Engine& engine, std::ostream& out) {
  const Driver& driver = driver_for(invocation.database_url, engine.drivers);
  if (!driver.scratch)
    throw ConnectionError(
        "this program cannot make a scratch database of that kind. Nothing was touched. Give its Driver a "
        "`scratch`",
        CatalogState::untouched(), Retry::useless);
  testing::ThrowawayDatabase scratch = driver.scratch(invocation.database_url);
  const Interruption interruption(scratch.database());
  testing::SymmetryOptions options =
      options_of(invocation, engine, scratch.database().ports().dialect().name);
  Clock::time_point told = Clock::now();
  options.progress = [&](const testing::SymmetryStep&, std::size_t number, std::size_t count) {
    if (Interruption::happened()) throw Interrupted{};
    if (Clock::now() - told < std::chrono::seconds(1)) return;
    told = Clock::now();
    std::cerr << fmt::format("{} of {} migrations were looked at\n", number, count);
  };
  try {
    const testing::SymmetryReport report =
        check_symmetry(migrations_for(engine, scratch.database()), scratch, options);
    out << (invocation.output == Output::json ? to_json(report) : to_string(report)) << '\n';
    return report.symmetric() ? 0 : 3;
  } catch (const Error&) {
    if (!Interruption::happened()) throw;
  } catch (const Interrupted&) {  // NOLINT(bugprone-empty-catch): both end alike
  }
  std::cerr << "interrupted: nothing is proved, and the scratch database is gone\n";
  return 5;
}

}  // namespace rung::cli
