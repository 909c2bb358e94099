#include "text/numbered_name.hpp"

#include "text/pieces.hpp"

namespace rung::text {

std::optional<FileName> read_numbered_name(std::string_view path, Part part) {
  const std::string_view digits = leading_digits(path);
  const std::string_view rest = path.substr(digits.size());
  const std::size_t dot = rest.rfind('.');
  if (digits.empty() || dot == std::string_view::npos || dot < 2 || rest.front() != '_') return std::nullopt;
  if (rest.find('/') != std::string_view::npos) return std::nullopt;
  const std::string_view ending = rest.substr(dot);
  FileName result;
  result.part = part;
  result.name = rest.substr(1, dot - 1);
  if (ending == ".go" && !ends_with(result.name, "_test")) {
    // Passing over it would leave a hole in the history.
    result.problem =
        "a migration written in Go cannot be run here; write it in SQL, or as a routine of the program";
    return result;
  }
  if (ending != ".sql") return std::nullopt;
  read_version(digits, result);
  return result;
}

}  // namespace rung::text
