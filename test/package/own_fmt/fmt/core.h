#pragma once

#include <string>

// As fmt's own headers do: the version is an inline namespace.
namespace fmt {
inline namespace v99 {
std::string greeting();
}
}  // namespace fmt
