#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rung::text {

using Variables = std::map<std::string, std::string, std::less<>>;

/// Takes `NAME=VALUE`, of a name that is there already the later value. False if it is none.
bool add_variable(Variables& variables, std::string_view word);

/// What cannot be put in, and where in the text that was given.
class InterpolationError : public std::runtime_error {
 public:
  InterpolationError(std::size_t index, const std::string& what_is_wrong)
      : std::runtime_error(what_is_wrong), index_(index) {}
  [[nodiscard]] std::size_t index() const noexcept { return index_; }

 private:
  std::size_t index_;
};

/// Puts the values of variables into a text, by the grammar of goose's ENVSUB: `$NAME` and `${NAME}`,
/// `${NAME-text}` (where it is not set), `${NAME:-text}` (nor empty), `${NAME?message}`, `${NAME:2}` and
/// `${NAME:2:3}` (from the third character on, three of them); `$$` and `\$` are a dollar, `\\` and `$(`
/// stay.
///
/// Throws InterpolationError on a variable that is not set and has no text in its place, where goose would
/// put in nothing, and on a `$` that begins none of these.
std::string interpolate(std::string_view text, const Variables& variables);

}  // namespace rung::text
