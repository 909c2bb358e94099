#include "decision/surveys.hpp"

namespace rung {

text::Survey Surveys::of(const embedded::Script& script) {
  if (script.surveyed == dialect_) return {script.statements, script.traits, {}, {}};
  const auto made = made_.find(&script);
  if (made != made_.end()) return made->second;
  return made_.emplace(&script, text::survey(script, dialect_)).first->second;
}

}  // namespace rung
