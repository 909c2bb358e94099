#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include <rung/schema_diff.hpp>

namespace rung {
namespace {

using Kind = SchemaDifference::Kind;

auto place_of(const SchemaObject& object) {
  const bool is_part = !object.parent.empty();
  return std::tie(is_part ? object.parent : object.name, object.parent, object.kind, object.name);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.push_back(text);
  return parts;
}

/// Those of the names that the other list has, too. A name that holds the separator is two on both sides.
std::vector<std::string_view> common(const std::vector<std::string_view>& names,
                                     const std::vector<std::string_view>& other) {
  std::vector<std::string_view> found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found), [&other](std::string_view name) {
    return std::find(other.begin(), other.end(), name) != other.end();
  });
  return found;
}

bool same_order(std::string_view before, std::string_view after) {
  const auto earlier = split(before, ", ");
  const auto later = split(after, ", ");
  return common(earlier, later) == common(later, earlier);
}

class Comparison {
 public:
  explicit Comparison(ColumnOrder order) noexcept : order_(order) {}

  void compare(const Schema& before, const Schema& after) {
    auto earlier = before.objects().begin();
    auto later = after.objects().begin();
    while (earlier != before.objects().end() || later != after.objects().end()) {
      if (later == after.objects().end() ||
          (earlier != before.objects().end() && place_of(*earlier) < place_of(*later))) {
        add_whole(Kind::missing, *earlier++);
      } else if (earlier == before.objects().end() || place_of(*later) < place_of(*earlier)) {
        add_whole(Kind::added, *later++);
      } else {
        compare_properties(*earlier++, *later++);
      }
    }
  }

  std::vector<SchemaDifference> differences;

 private:
  void add_whole(Kind kind, const SchemaObject& object) {
    if (object.parent.empty()) {
      whole_[kind == Kind::missing ? 0 : 1] = object.name;
    } else if (whole_[kind == Kind::missing ? 0 : 1] == object.parent) {
      return;
    }
    differences.push_back({kind, object.kind, object.parent, object.name, {}, {}, {}});
  }

  void compare_properties(const SchemaObject& before, const SchemaObject& after) {
    for (const SchemaProperty& property : before.properties) {
      compare_values(before, property.name, property.value, after.property(property.name));
    }
    for (const SchemaProperty& property : after.properties) {
      if (before.property(property.name).empty()) compare_values(before, property.name, {}, property.value);
    }
  }

  void compare_values(const SchemaObject& object, const std::string& name, std::string_view before,
                      std::string_view after) {
    if (before == after) return;
    const bool is_order = (object.kind == "table" || object.kind == "composite type") && name == "columns";
    // Which columns there are is told by the columns themselves.
    if (is_order && (order_ == ColumnOrder::ignored || same_order(before, after))) return;
    differences.push_back({Kind::changed, object.kind, object.parent, object.name,
                           is_order ? "column order" : name, std::string(before), std::string(after)});
  }

  ColumnOrder order_;
  std::array<std::string_view, 2> whole_;  ///< The object found last that is missing, or added.
};

/// What a property says that an object has or has not.
constexpr std::string_view yes = "yes";

bool is_long(const std::string& value) { return value.size() > 100 || value.find('\n') != std::string::npos; }

/// The lines that are not the same, between those at the beginning and at the end that are.
std::string changed_lines(const std::string& before, const std::string& after) {
  const auto earlier = split(before, "\n");
  const auto later = split(after, "\n");
  const std::size_t shorter = std::min(earlier.size(), later.size());
  std::size_t first = 0;
  while (first < shorter && earlier[first] == later[first]) ++first;
  std::size_t last = 0;
  while (last < shorter - first && earlier[earlier.size() - last - 1] == later[later.size() - last - 1])
    ++last;
  std::string lines;
  for (std::size_t i = first; i < earlier.size() - last; ++i) lines += fmt::format("\n  - {}", earlier[i]);
  for (std::size_t i = first; i < later.size() - last; ++i) lines += fmt::format("\n  + {}", later[i]);
  return lines;
}

/// "column state of job", "the primary key of job".
std::string called(const SchemaDifference& difference) {
  const bool has_name = difference.name != difference.object;
  const std::string what =
      has_name ? fmt::format("{} {}", difference.object, difference.name) : "the " + difference.object;
  return difference.parent.empty() ? what : fmt::format("{} of {}", what, difference.parent);
}

}  // namespace

std::string name_of(const SchemaDifference& difference) {
  return fmt::format("{} {}{}{}{}{}", difference.object, difference.parent,
                     difference.parent.empty() ? "" : ".", difference.name,
                     difference.property.empty() ? "" : ": ", difference.property);
}

std::string to_string(const SchemaDifference& difference) {
  if (difference.kind == Kind::missing) return called(difference) + " is missing";
  if (difference.kind == Kind::added) return called(difference) + " is there, and was not before";
  if (difference.before == yes && difference.after.empty())
    return fmt::format("{} is not `{}` any more", called(difference), difference.property);
  if (difference.after == yes && difference.before.empty())
    return fmt::format("{} is `{}`, and was not", called(difference), difference.property);
  const std::string what = fmt::format("{}: {}", called(difference), difference.property);
  if (is_long(difference.before) || is_long(difference.after))
    return what + " is another one (- before, + now)" + changed_lines(difference.before, difference.after);
  if (difference.before.empty()) return fmt::format("{} is {}, and there was none", what, difference.after);
  if (difference.after.empty()) return fmt::format("{} is missing; it was {}", what, difference.before);
  return fmt::format("{} is {}, and was {}", what, difference.after, difference.before);
}

std::vector<SchemaDifference> diff(const Schema& before, const Schema& after, ColumnOrder order) {
  Comparison comparison(order);
  comparison.compare(before, after);
  return std::move(comparison.differences);
}

}  // namespace rung
