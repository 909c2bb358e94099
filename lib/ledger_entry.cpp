#include <rung/ledger_entry.hpp>

namespace rung {

std::string_view to_string(StepOutcome outcome) noexcept {
  switch (outcome) {
    case StepOutcome::running:
      return "running";
    case StepOutcome::failed:
      return "failed";
    case StepOutcome::interrupted:
      return "interrupted";
    case StepOutcome::adopted:
      return "adopted";
    case StepOutcome::accepted:
      return "accepted";
    case StepOutcome::done:
      break;
  }
  return "done";
}

}  // namespace rung
