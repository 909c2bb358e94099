#include "text/interpolation.hpp"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "text/pieces.hpp"

namespace rung::text {
namespace {

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_in_name(char c) noexcept { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

/// So many characters of UTF-8 from the `first` on; `count` of nothing: all of them.
std::string_view characters(std::string_view text, std::size_t first, std::optional<std::size_t> count) {
  const auto bytes_of = [](std::string_view in, std::size_t wanted) {
    std::size_t size = 0;
    while (size < in.size() && wanted > 0) {
      do ++size;
      while (size < in.size() && (static_cast<unsigned char>(in[size]) & 0xC0U) == 0x80U);
      --wanted;
    }
    return size;
  };
  text.remove_prefix(bytes_of(text, first));
  return count ? text.substr(0, bytes_of(text, *count)) : text;
}

class Interpolation {
 public:
  Interpolation(std::string_view text, const Variables& variables) : text_(text), variables_(&variables) {}

  /// Up to `stop`, or the end of the text.
  std::string run(std::optional<char> stop = std::nullopt) {
    std::string result;
    while (at_ < text_.size() && text_[at_] != stop) {
      if (take(R"(\\)")) {
        result += R"(\\)";
      } else if (take(R"(\$)") || take("$$")) {
        result += '$';
      } else if (take("$(")) {
        result += "$(";
      } else if (text_[at_] == '$' && !at_line_end(at_ + 1)) {
        result += variable();
      } else {
        result += text_[at_++];
      }
    }
    return result;
  }

 private:
  /// goose looks at one line at a time.
  [[nodiscard]] bool at_line_end(std::size_t index) const noexcept {
    return index == text_.size() || text_[index] == '\n' || text_[index] == '\r';
  }

  bool take(std::string_view wanted) noexcept {
    if (!starts_with(text_.substr(at_), wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  std::string variable() {
    begin_ = at_++;
    const bool in_braces = take("{");
    const std::string_view name = read_name();
    const auto found = variables_->find(name);
    const auto value = found == variables_->end() ? std::nullopt : std::optional(found->second);
    if (!in_braces || take("}")) return required(name, value);
    std::string result = operation(name, value);
    if (!take("}")) fail("this '${' has no '}' behind what it may hold");
    return result;
  }

  std::string operation(std::string_view name, const std::optional<std::string>& value) {
    if (take(":-")) {
      const std::string other = run('}');
      return value && !value->empty() ? *value : other;
    }
    if (take("-")) {
      const std::string other = run('}');
      return value ? *value : other;
    }
    if (take("?")) {
      const std::string message = run('}');
      if (!value) fail(fmt::format("the variable '{}' is not set: {}", name, message));
      return *value;
    }
    if (!take(":")) fail("expected one of :- - ? : or } behind the name");
    const std::size_t first = read_number();
    const std::optional<std::size_t> count = take(":") ? std::optional(read_number()) : std::nullopt;
    return std::string(characters(required(name, value), first, count));
  }

  [[nodiscard]] std::string required(std::string_view name, const std::optional<std::string>& value) const {
    if (value) return *value;
    fail(fmt::format("the variable '{}' is not set; pass it, or write a dollar as '$$'", name));
  }

  std::string_view read_name() {
    if (at_ == text_.size() || !is_letter(text_[at_]))
      fail("a name has to follow this dollar, beginning with a letter; write a dollar itself as '$$'");
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_in_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::size_t read_number() {
    std::size_t number = 0;
    const char* const begin = text_.data() + at_;
    const auto [end, failure] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (failure != std::errc{}) fail("expected a number of characters");
    at_ += static_cast<std::size_t>(end - begin);
    return number;
  }

  [[noreturn]] void fail(const std::string& what_is_wrong) const {
    throw InterpolationError(begin_, what_is_wrong);
  }

  std::string_view text_;
  const Variables* variables_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;  // Of the variable that was begun last.
};

}  // namespace

bool add_variable(Variables& variables, std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  variables.insert_or_assign(std::string(word.substr(0, equals)), word.substr(equals + 1));
  return true;
}

std::string interpolate(std::string_view text, const Variables& variables) {
  return Interpolation(text, variables).run();
}

}  // namespace rung::text
