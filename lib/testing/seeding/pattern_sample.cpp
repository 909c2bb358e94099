#include "testing/seeding/pattern_sample.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

namespace rung::testing::seeding {
namespace {

constexpr std::size_t most_made = 20'000;

constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view digits = "0123456789";
const std::string word_characters = std::string(lower) + std::string(digits) + "_";
const std::string any_character =
    std::string(lower) + std::string(digits) + std::string(upper) + "-_.:/@ ,+#=*!?()";

/// The characters that `\d` and its like stand for; any other escaped character is itself.
std::string escaped_class(char c) {
  switch (c) {
    case 'd':
      return std::string(digits);
    case 'w':
      return word_characters;
    case 's':
      return " ";
    case 'S':
    case 'D':
      return std::string(lower);
    case 'W':
      return "-";
    case 'n':
      return "\n";
    case 't':
      return "\t";
    default:
      return {c};
  }
}

std::string named_class(std::string_view name) {
  if (name == "digit") return std::string(digits);
  if (name == "upper") return std::string(upper);
  if (name == "space" || name == "blank") return " ";
  if (name == "punct") return "-_.";
  if (name == "xdigit") return std::string(digits) + "abcdef";
  if (name == "alnum") return std::string(lower) + std::string(digits);
  return std::string(lower);
}

/// What is none of these.
std::string others_than(const std::string& characters) {
  std::string others;
  for (const char c : any_character)
    if (characters.find(c) == std::string::npos) others += c;
  return others;
}

/// Reads a regular expression from the left, and writes a text that it matches.
class Matcher {
 public:
  Matcher(std::string_view pattern, std::size_t variation) : pattern_(pattern), variation_(variation) {}

  std::optional<std::string> match() {
    std::string text = alternatives();
    if (!readable_ || at_ != pattern_.size()) return std::nullopt;
    return text;
  }

 private:
  [[nodiscard]] bool at_end() const { return at_ == pattern_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : pattern_[at_]; }
  [[nodiscard]] bool starts_with(std::string_view text) const {
    return pattern_.substr(at_, text.size()) == text;
  }
  bool take(char c) {
    if (at_end() || pattern_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string alternatives() {
    std::vector<std::string> texts{sequence()};
    while (take('|')) texts.push_back(sequence());
    return texts[variation_ % texts.size()];
  }

  std::string sequence() {
    std::string text;
    while (readable_ && !at_end() && peek() != '|' && peek() != ')') {
      const std::size_t begin = at_;
      std::string once = atom();
      const std::size_t end = at_;
      const std::size_t times = repetitions();
      for (std::size_t i = 0; i < times; ++i) {
        if (i > 0) once = another(begin, end, i);
        // Counts within counts multiply.
        made_ += once.size();
        if (made_ > most_made) return unreadable();
        text += once;
      }
    }
    return text;
  }

  /// The atom between these places once more, with other choices: its characters count a number.
  std::string another(std::size_t begin, std::size_t end, std::size_t shift) {
    Matcher again(pattern_.substr(0, end), variation_ / (shift * 10) + (shift % 2) * 3);
    again.at_ = begin;
    again.made_ = made_;
    std::string text = again.atom();
    made_ = again.made_;
    readable_ = readable_ && again.readable_;
    return text;
  }

  std::string atom() {
    const char c = pattern_[at_++];
    switch (c) {
      case '^':
      case '$':
        return {};
      case '.':
        return one_of(word_characters);
      case '(':
        return group();
      case '[':
        return one_of(bracketed());
      case '\\':
        return escaped();
      default:
        return {c};
    }
  }

  std::string escaped() {
    if (at_end()) return unreadable();
    const char c = pattern_[at_++];
    if (std::string_view("AZmMyYbBG<>").find(c) != std::string_view::npos) return {};
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) return unreadable();
    return one_of(escaped_class(c));
  }

  std::string group() {
    if (starts_with("?:")) at_ += 2;
    if (peek() == '?') return unreadable();
    std::string text = alternatives();
    return take(')') ? text : unreadable();
  }

  std::string bracketed() {
    const bool none_of = take('^');
    std::string characters;
    do {
      if (at_end()) return unreadable();
      if (starts_with("[:")) {
        const std::size_t end = std::min(pattern_.find(":]", at_), pattern_.size() - 1);
        characters += named_class(pattern_.substr(at_ + 2, end - at_ - 2));
        at_ = std::min(end + 2, pattern_.size());
        continue;
      }
      const char first = pattern_[at_++];
      if (first == '\\' && !at_end()) {
        characters += escaped_class(pattern_[at_++]);
      } else if (peek() == '-' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
        const auto last = static_cast<unsigned char>(pattern_[at_ + 1]);
        for (unsigned c = static_cast<unsigned char>(first); c <= last; ++c)
          characters += static_cast<char>(c);
        at_ += 2;
      } else {
        characters += first;
      }
    } while (!take(']'));
    return none_of ? others_than(characters) : characters;
  }

  /// How often the atom before stands: the least that is allowed, and for other variations once more.
  std::size_t repetitions() {
    std::size_t least = 1;
    std::size_t most = 1;
    if (take('*')) {
      least = 0;
      most = 3;
    } else if (take('+')) {
      most = 3;
    } else if (take('?')) {
      least = 0;
    } else if (peek() == '{') {
      const std::string_view bounds = pattern_.substr(at_ + 1, pattern_.find('}', at_) - at_ - 1);
      least = most = number_at(bounds, 0);
      const std::size_t comma = bounds.find(',');
      if (comma != std::string_view::npos)
        most = comma + 1 == bounds.size() ? least + 3 : number_at(bounds, comma + 1);
      at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1) + 1;
    }
    take('?');
    return std::min(std::max(least, std::size_t{1}) + variation_ % 3, std::max(most, least));
  }

  static std::size_t number_at(std::string_view bounds, std::size_t at) {
    return std::min<std::size_t>(std::strtoul(std::string(bounds.substr(at)).c_str(), nullptr, 10), 1000);
  }

  std::string one_of(const std::string& characters) {
    if (characters.empty()) return unreadable();
    return {characters[variation_ % characters.size()]};
  }

  std::string unreadable() {
    readable_ = false;
    return {};
  }

  std::string_view pattern_;
  std::size_t variation_;
  std::size_t at_ = 0;
  std::size_t made_ = 0;  ///< Characters, those of parts counted each time that they are put together.
  bool readable_ = true;
};

/// Of LIKE or GLOB: what its wild cards stand for is written in their place, and what escapes them left out.
std::string filled_in(std::string_view pattern, std::string_view many, std::string_view one,
                      std::size_t variation) {
  std::string text;
  for (const char c : pattern) {
    if (many.find(c) != std::string_view::npos)
      text += "row" + std::to_string(variation);
    else if (one.find(c) != std::string_view::npos)
      text += digits[variation % 10];
    else if (c != '\\')
      text += c;
  }
  return text;
}

}  // namespace

std::vector<std::string> matches_of(std::string_view pattern, std::size_t variation) {
  std::vector<std::string> texts;
  if (pattern.find_first_of("^$[]().+*?{}|\\") != std::string_view::npos) {
    if (auto text = Matcher(pattern, variation).match()) texts.push_back(std::move(*text));
  }
  if (pattern.find_first_of("%_") != std::string_view::npos)
    texts.push_back(filled_in(pattern, "%", "_", variation));
  if (pattern.find_first_of("*?[") != std::string_view::npos) {
    // GLOB knows classes as regular expressions do, but one character each.
    std::string expression;
    bool in_class = false;
    for (const char c : pattern) {
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      if (!in_class && c == '*')
        expression += "[a-z]+";
      else if (!in_class && c == '?')
        expression += "[a-z]";
      else if (!in_class && std::string_view(".+(){}|^$\\").find(c) != std::string_view::npos)
        expression += {'\\', c};
      else
        expression += c;
    }
    if (auto text = Matcher(expression, variation).match()) texts.push_back(std::move(*text));
  }
  return texts;
}

}  // namespace rung::testing::seeding
