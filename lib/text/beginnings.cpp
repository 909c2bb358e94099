#include "text/beginnings.hpp"

namespace rung::text {

const Beginning* Beginnings::find(std::string_view text) noexcept {
  for (opened_ = most; opened_ > 0; --opened_) {
    const Beginning& known = known_[opened_ - 1];
    if (!known.text.empty() && text.substr(0, known.text.size()) == known.text) return &known;
  }
  return nullptr;
}

void Beginnings::remember(std::string_view text, const StatementWords& words) {
  if (opened_ == most) return;
  Beginning& known = known_[opened_++];
  if (text.size() > longest || known.text == text) return;
  known.text = text;
  known.words = words;
}

}  // namespace rung::text
