#include "decision/surveys.hpp"

namespace rung {

const text::Survey& Surveys::of(const embedded::Script& script) {
  const auto known = known_.find(&script);
  if (known != known_.end()) return known->second;
  if (script.surveyed == dialect_) {
    return known_.emplace(&script, text::Survey{script.statements, script.traits, {}, {}}).first->second;
  }
  return known_.emplace(&script, text::survey(script, dialect_)).first->second;
}

}  // namespace rung
