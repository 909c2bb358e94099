#include "text/place.hpp"

#include <algorithm>

namespace rung::text {

Place after(Place from, std::string_view text) noexcept {
  const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  if (lines > 0) {
    from.line += lines;
    from.column = 1;
    text.remove_prefix(text.rfind('\n') + 1);
  }
  // Bytes of the form 10xxxxxx continue a character.
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  from.column += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), begins_character));
  return from;
}

}  // namespace rung::text
