#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/run_options.hpp>

namespace rung {
namespace {

std::string at_place(const std::string& file, std::uint64_t line, std::uint64_t column,
                     const std::string& what_is_wrong) {
  if (file.empty() && line != 0) return fmt::format("line {}: {}", line, what_is_wrong);
  if (file.empty()) return what_is_wrong;
  if (line == 0) return fmt::format("{}: {}", file, what_is_wrong);
  if (column == 0) return fmt::format("{}:{}: {}", file, line, what_is_wrong);
  return fmt::format("{}:{}:{}: {}", file, line, column, what_is_wrong);
}

/// "upgrade to 7 'add_index': statement 2 of 3 failed (migrations/0007_add_index.up.sql:14): <the server's
/// words>"; "upgrade of catalog 'plugin' to 7 …" where it is not the one that everybody has.
std::string describe(const FailedStep& step) {
  const bool goes_up = step.direction == Direction::up;
  const bool is_usual = step.catalog.empty() || step.catalog == LedgerOptions{}.catalog;
  std::string text = fmt::format("{}{} {} {} '{}': ", goes_up ? "upgrade" : "downgrade",
                                 is_usual ? std::string{} : fmt::format(" of catalog '{}'", step.catalog),
                                 goes_up ? "to" : "from", to_string(step.version), step.name);
  if (step.statement != 0) {
    text += fmt::format("statement {} of {} failed", step.statement, step.statement_count);
  } else {
    text += "failed";
  }
  if (!step.file.empty() && step.line != 0) {
    text += fmt::format(" ({}:{})", step.file, step.line);
  } else if (!step.file.empty()) {
    text += fmt::format(" ({})", step.file);
  } else if (step.line != 0) {
    text += fmt::format(" (line {})", step.line);
  }
  text += ": " + step.cause;
  if (!step.code.empty()) text += fmt::format(" [{}]", step.code);
  return text;
}

}  // namespace

SourceError::SourceError(std::string file, std::uint64_t line, std::uint64_t column,
                         const std::string& what_is_wrong)
    : Error(at_place(file, line, column, what_is_wrong), CatalogState::untouched(), Retry::useless),
      file_(std::make_shared<const std::string>(std::move(file))),
      line_(line),
      column_(column) {}

PlanError::PlanError(Kind kind, std::vector<Version> versions, const std::string& message, CatalogState state)
    : Error(message, state, Retry::useless),
      kind_(kind),
      versions_(std::make_shared<const std::vector<Version>>(std::move(versions))) {}

NewerDatabase::NewerDatabase(Version head, Version floor, Version newest, std::string written_by,
                             const std::string& message)
    : Error(message, CatalogState::untouched(), Retry::useless),
      head_(head),
      floor_(floor),
      newest_(newest),
      written_by_(std::make_shared<const std::string>(std::move(written_by))) {}

LockError::LockError(std::string holder, std::chrono::milliseconds waited, const std::string& message,
                     CatalogState state)
    : Error(message, state, Retry::may_help),
      holder_(std::make_shared<const std::string>(std::move(holder))),
      waited_(waited) {}

ExecutionError::ExecutionError(FailedStep step, CatalogState state, Retry retry, const std::string& what_next)
    : Error(fmt::format("{}\nstate: {}\n{}", describe(step), to_string(state), what_next), state, retry),
      step_(std::make_shared<const FailedStep>(std::move(step))) {}

}  // namespace rung
