#include "text/lines.hpp"

#include <utility>

#include "text/encoding.hpp"
#include "text/pieces.hpp"
#include "text/place.hpp"

namespace rung::text {

LineCutter::LineCutter(Consumer consumer) : consumer_(std::move(consumer)) {}

void LineCutter::add(std::string_view block) {
  while (!block.empty()) {
    const std::size_t newline = block.find('\n');
    if (newline == std::string_view::npos) {
      line_.end += block.size();
      keep(block);
      return;
    }
    line_.end += newline + 1;
    const std::string_view piece = block.substr(0, newline);
    if (begun_.empty()) {
      hand_over(piece.substr(0, longest));
    } else {
      keep(piece);
      hand_over(begun_);
    }
    block.remove_prefix(newline + 1);
  }
}

void LineCutter::finish() {
  if (line_.end > line_.offset) hand_over(begun_);
}

void LineCutter::keep(std::string_view piece) { begun_.append(piece.substr(0, longest - begun_.size())); }

void LineCutter::hand_over(std::string_view text) {
  if (line_.number == 1 && starts_with(text, byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
    line_.offset += byte_order_mark.size();
  }
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  line_.text = text;
  consumer_(line_);
  begun_.clear();
  ++line_.number;
  line_.offset = line_.end;
}

std::uint64_t column_of(const Line& line, std::string_view part) noexcept {
  const auto before = static_cast<std::size_t>(part.data() - line.text.data());
  return after(Place{}, line.text.substr(0, before)).column;
}

}  // namespace rung::text
