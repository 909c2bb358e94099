#include "text/annotations.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <rung/error.hpp>

#include "near_miss.hpp"
#include "text/pieces.hpp"

namespace rung::text {
namespace {

constexpr std::string_view marker = "rung:";

/// A line, to refuse what stands on it.
struct Spot {
  const std::string& file;
  const Line& line;

  /// `at` is a part of the line's text.
  [[noreturn]] void refuse(std::string_view at, const std::string& what_is_wrong) const {
    throw SourceError(file, line.number, column_of(line, at), what_is_wrong);
  }
};

void read_transaction(Annotations& found, std::string_view argument, const Spot& spot) {
  if (argument != "none" && argument != "own") {
    spot.refuse(argument,
                fmt::format("a script's transaction is 'none' or 'own', not '{}'; without the annotation "
                            "it is part of the run's",
                            argument));
  }
  found.transaction = argument == "none" ? Transaction::none : Transaction::own;
}

void read_routine(Annotations& found, std::string_view argument, const Spot& spot) {
  if (argument.find_first_of(" \t") != std::string_view::npos) {
    spot.refuse(argument, fmt::format("'{}' is no routine's id: an id holds no white space", argument));
  }
  found.routine = argument;
}

void read_foreign_keys(Annotations& found, std::string_view argument, const Spot& spot) {
  if (argument != "off") {
    spot.refuse(argument, fmt::format("foreign keys can be turned 'off' here, not '{}'", argument));
  }
  found.foreign_keys = ForeignKeys::off;
}

void read_irreversible(Annotations& found, std::string_view argument, const Spot&) {
  found.irreversible = argument;
}

void read_oldest_reader(Annotations& found, std::string_view argument, const Spot& spot) {
  found.oldest_reader = Version::parse(argument);
  if (!found.oldest_reader) {
    spot.refuse(argument,
                fmt::format("'{}' is no version: the oldest reader is a number such as 41", argument));
  }
}

/// One kind of annotation.
struct Kind {
  std::string_view word;
  std::string_view usage;
  std::vector<ScriptRole> roles;  ///< The scripts that it may stand in.
  void (*read)(Annotations& found, std::string_view argument, const Spot& spot);
};

const std::vector<Kind>& kinds() {
  using Role = ScriptRole;
  static const std::vector<Kind> table{
      {"transaction", "transaction none|own", {Role::up, Role::down, Role::initial}, read_transaction},
      {"routine", "routine ID", {Role::up, Role::down}, read_routine},
      {"foreign-keys", "foreign-keys off", {Role::up, Role::initial}, read_foreign_keys},
      {"irreversible", "irreversible REASON", {Role::up}, read_irreversible},
      {"oldest-reader", "oldest-reader VERSION", {Role::up}, read_oldest_reader},
  };
  return table;
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words;
  for (const Kind& kind : kinds()) words.push_back(kind.word);
  return words;
}

bool holds(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view to_words(ScriptRole role) noexcept {
  switch (role) {
    case ScriptRole::up:
      return "an up script";
    case ScriptRole::down:
      return "a down script";
    case ScriptRole::initial:
      break;
  }
  return "the initial script";
}

const Kind& find_kind(std::string_view word, const Spot& spot) {
  const auto found =
      std::find_if(kinds().begin(), kinds().end(), [word](const Kind& kind) { return kind.word == word; });
  if (found != kinds().end()) return *found;
  const std::string_view meant = nearest(word, known_words());
  const std::string hint = meant.empty() ? fmt::format("there are: {}", fmt::join(known_words(), ", "))
                                         : fmt::format("did you mean '{}'?", meant);
  spot.refuse(word, fmt::format("unknown annotation '{}'; {}", word, hint));
}

/// A comment such as `-- rung transaction none` is meant as an annotation; `-- rung reads this` is prose.
bool lacks_colon(std::string_view comment) {
  return lower(take_word(comment)) == "rung" && holds(known_words(), lower(take_word(comment)));
}

/// What follows the two dashes; nothing if the line is no comment.
std::optional<std::string_view> comment_of(std::string_view line) {
  const std::string_view text = trim(line);
  if (!starts_with(text, "--")) return std::nullopt;
  return trim(text.substr(2));
}

}  // namespace

bool is_annotation(std::string_view line) {
  const auto comment = comment_of(line);
  return comment && lower(comment->substr(0, marker.size())) == marker;
}

AnnotationReader::AnnotationReader(std::string file, ScriptRole role) : file_(std::move(file)), role_(role) {}

void AnnotationReader::line(const Line& line) {
  const std::string_view text = trim(line.text);
  if (text.empty()) return;
  const Spot spot{file_, line};
  const auto comment = comment_of(text);
  if (!comment) {
    in_head_ = false;
    if (!found_.routine) return;
    spot.refuse(
        text, fmt::format("this script is the routine '{}', so it holds nothing else but '--' comments; move "
                          "the SQL to a migration of its own",
                          *found_.routine));
  }
  if (is_annotation(text)) return read(comment->substr(marker.size()), line);
  if (in_head_ && lacks_colon(*comment)) {
    spot.refuse(*comment, "an annotation is written '-- rung: …'; the colon is missing");
  }
}

void AnnotationReader::read(std::string_view annotation, const Line& line) {
  const Spot spot{file_, line};
  std::string_view argument = annotation;
  const std::string_view word = take_word(argument);
  const Kind& kind = find_kind(word, spot);
  if (!in_head_) {
    spot.refuse(
        word, fmt::format("'{}' stands below the first line of SQL; annotations belong to the '--' comments "
                          "that the script begins with",
                          word));
  }
  if (holds(seen_, word)) spot.refuse(word, fmt::format("'{}' is given twice; keep one", word));
  seen_.push_back(kind.word);
  if (std::find(kind.roles.begin(), kind.roles.end(), role_) == kind.roles.end()) {
    spot.refuse(word, fmt::format("'{}' cannot stand in {}", word, to_words(role_)));
  }
  if (argument.empty())
    spot.refuse(word, fmt::format("'{}' lacks its value: '-- rung: {}'", word, kind.usage));
  kind.read(found_, argument, spot);
}

}  // namespace rung::text
