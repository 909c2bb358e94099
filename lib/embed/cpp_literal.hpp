#pragma once

#include <string>
#include <string_view>

namespace rung::embed {

/// `text` as a string literal of C++, with its quotes: the same bytes whatever the compiler's character set.
std::string string_literal(std::string_view text);

/// `text` as the initialiser of a std::string_view, which needs no search for its end: `{"abc", 3}`, or `{}`.
std::string view_literal(std::string_view text);

}  // namespace rung::embed
