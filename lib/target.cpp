#include <charconv>

#include <fmt/format.h>

#include <rung/target.hpp>

namespace rung {
namespace {

struct ToString {
  std::string operator()(Version version) const { return to_string(version); }
  std::string operator()(Target::Newest) const { return "newest"; }
  std::string operator()(Target::Steps steps) const { return fmt::format("{:+}", steps.count); }
  std::string operator()(const Target::Release& release) const { return release.name; }
  std::string operator()(const Target::Named& named) const { return named.text; }
};

}  // namespace

Target Target::parse(std::string_view text) {
  if (text == "base") return base();
  if (text == "newest") return newest();
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    // from_chars takes a minus sign and no plus sign.
    const char* const begin = text.data() + (text.front() == '+' ? 1 : 0);
    const char* const end = text.data() + text.size();
    std::int64_t count = 0;
    const auto [stopped, error] = std::from_chars(begin, end, count);
    if (error == std::errc{} && stopped == end) return steps(count);
  }
  return Target{Named{std::string(text)}};
}

std::string to_string(const Target& target) { return std::visit(ToString{}, target.value()); }

}  // namespace rung
