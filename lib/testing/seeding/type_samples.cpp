#include "testing/seeding/type_samples.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "testing/seeding/numbered_text.hpp"

namespace rung::testing::seeding {
namespace {

constexpr std::size_t fresh_samples = 16;

Sample quoted(std::string text) { return {std::move(text), Sample::Form::quoted}; }
Sample bare(std::string text) { return {std::move(text), Sample::Form::bare}; }

/// An element of an array, a field of a row, a bound of a range: in double quotes.
std::string inner(const Sample& sample) {
  std::string text = "\"";
  for (const char c : sample.text) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::size_t modifier(const TypeName& type, std::size_t place, std::size_t otherwise) {
  return place < type.modifiers.size() ? static_cast<std::size_t>(std::max(type.modifiers[place], 0))
                                       : otherwise;
}

/// Counts in the last decimal place: 1.01, 2.02 … of numeric(5,2); .01, .02 … of numeric(2,2).
std::string decimal(const TypeName& type, std::size_t number) {
  const std::size_t precision = modifier(type, 0, 12);
  const std::size_t scale = std::min(modifier(type, 1, type.modifiers.empty() ? 2 : 0), precision);
  const std::size_t whole_digits = std::min<std::size_t>(precision - scale, 9);
  const auto limit = static_cast<std::size_t>(std::pow(10, whole_digits));
  std::string text = std::to_string((number + 1) % limit);
  if (scale == 0) return text;
  const auto part_limit = static_cast<std::size_t>(std::pow(10, std::min<std::size_t>(scale, 9)));
  return fmt::format("{}.{:0{}}", text, (number + 1) % part_limit, std::min<std::size_t>(scale, 9));
}

/// The greatest whole number that fits.
double limit_of(const TypeName& type) {
  if (type.word == "smallint") return std::numeric_limits<std::int16_t>::max();
  if (type.word == "integer") return std::numeric_limits<std::int32_t>::max();
  if (type.kind == TypeKind::decimal && !type.modifiers.empty())
    return std::pow(10, static_cast<int>(modifier(type, 0, 0)) - static_cast<int>(modifier(type, 1, 0))) - 1;
  return 9e15;
}

std::vector<Sample> numbers_for(const TypeName& type, const Hints& hints, std::size_t first) {
  std::vector<double> values;
  for (const std::string& number : hints.numbers) {
    const double said = std::strtod(number.c_str(), nullptr);
    for (const double value : {said, said + 1, said - 1, -said, said / 2}) values.push_back(value);
    for (std::size_t distance = first + 2; distance < first + 6; ++distance) {
      values.push_back(said + static_cast<double>(distance));
      values.push_back(said - static_cast<double>(distance));
    }
    values.push_back(said * 2);
  }
  for (const double value : {0.0, -1.0, 0.5, 10.0, 50.0, 100.0, 1000.0, 2026.0, 65535.0, 1767225600.0})
    values.push_back(value);
  std::vector<Sample> samples;
  for (const double value : values) {
    const double fitting = type.kind == TypeKind::integer ? std::floor(value) : value;
    if (std::abs(fitting) > limit_of(type)) continue;
    const bool is_whole = std::floor(fitting) == fitting;
    // Not through an integer, which ends before numeric(30) does; + 0.0, since -0 is 0.
    samples.push_back(bare(is_whole ? fmt::format("{:.0f}", fitting + 0.0) : fmt::format("{}", fitting)));
  }
  return samples;
}

/// Those that fit, and are no nonsense to the database.
std::vector<Sample> fitting_texts(const TypeName& type, const Hints& hints, std::size_t first) {
  const std::size_t longest =
      modifier(type, 0, type.word == "name" ? 63 : std::numeric_limits<std::size_t>::max());
  std::vector<Sample> samples;
  for (std::string& text : texts_for(hints, first))
    if (text.size() <= longest) samples.push_back(quoted(std::move(text)));
  return samples;
}

std::vector<Sample> bytes_for(const TypeName& type, const Hints& hints, std::size_t first) {
  std::vector<Sample> samples;
  for (const std::string& number : hints.numbers) {
    const long said = std::strtol(number.c_str(), nullptr, 10);
    if (said < 1 || said > 4096) continue;
    for (std::size_t variation = first; variation < first + fresh_samples; ++variation) {
      const std::string hex = fmt::format("{:0{}x}", variation + 1, said * 2);
      samples.push_back(type.kind == TypeKind::blob ? bare("x'" + hex + "'") : quoted("\\x" + hex));
    }
  }
  return samples;
}

std::vector<Sample> moments_for(const TypeName& type, const Hints& hints) {
  const bool has_date = type.pattern.substr(0, 5) == "{year";
  std::vector<Sample> samples;
  for (const std::string& text : hints.texts)
    if (text.size() >= 5 && text[has_date ? 4 : 2] == (has_date ? '-' : ':')) samples.push_back(quoted(text));
  for (const char* edge : {"1999-12-31", "2040-01-01"})
    if (has_date) samples.push_back(quoted(edge));
  return samples;
}

/// Objects that have the keys which a check asks for, with a text, a number or an object.
std::vector<Sample> json_for(const Hints& hints) {
  std::vector<Sample> samples;
  for (const char* value : {"\"row\"", "1", "true", "[]", "{}"}) {
    std::string object;
    for (const std::string& key : hints.texts)
      object += fmt::format("{}{}: {}", object.empty() ? "" : ", ", inner(quoted(key)), value);
    if (!object.empty()) samples.push_back(quoted("{" + object + "}"));
  }
  for (const char* usual : {"{}", "[]", "[1, 2]", "\"row\"", "1", "true", R"({"key": "row"})"})
    samples.push_back(quoted(usual));
  return samples;
}

std::string bits(const TypeName& type, std::size_t number) {
  std::string text(std::min<std::size_t>(modifier(type, 0, type.word == "bit" ? 1 : 8), 64), '0');
  for (std::size_t place = text.size(), rest = number + 1; place > 0; rest /= 2)
    text[--place] = rest % 2 == 1 ? '1' : '0';
  if (type.word == "bit") text.append(modifier(type, 0, 1) - text.size(), '0');
  return text;
}

Sample of_builtin(const TypeName& type, std::size_t number) {
  switch (type.kind) {
    case TypeKind::truth:
      return bare(number % 2 == 0 ? "true" : "false");
    case TypeKind::integer:
      // One in three is negative; keys, which begin far above, are not.
      return bare((number < 500 && number % 3 == 2 ? "-" : "") + std::to_string(number + 1));
    case TypeKind::decimal:
      return bare(decimal(type, number));
    case TypeKind::floating:
      return bare(fmt::format("{}.5", number + 1));
    case TypeKind::text:
      return quoted(short_text(modifier(type, 0, 63), number));
    case TypeKind::bytes:
      return quoted(fmt::format("\\x00ff{:04x}", number + 1));
    case TypeKind::blob:
      return bare(fmt::format("x'00ff{:04x}'", number + 1));
    case TypeKind::bits:
      return quoted(bits(type, number));
    default:
      return quoted(numbered(type.pattern, number));
  }
}

std::vector<Sample> builtin_choices(const TypeName& type, const Hints& hints, std::size_t first) {
  switch (type.kind) {
    case TypeKind::integer:
    case TypeKind::decimal:
    case TypeKind::floating:
      return numbers_for(type, hints, first);
    case TypeKind::text:
      return fitting_texts(type, hints, first);
    case TypeKind::bytes:
    case TypeKind::blob:
      return bytes_for(type, hints, first);
    case TypeKind::moment:
      return moments_for(type, hints);
    case TypeKind::json:
      return json_for(hints);
    default:
      return {};
  }
}

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::string_view TypeSamples::base_of(std::string_view type) const {
  const auto domain = types_->domains.find(type);
  return domain == types_->domains.end() ? type : base_of(domain->second.type);
}

Sample TypeSamples::sample(std::string_view type, std::size_t number) const {
  const auto accepted = accepted_.find(type);
  if (accepted != accepted_.end() && !accepted->second.empty())
    return accepted->second[number % accepted->second.size()];
  const std::string_view base = base_of(type);
  if (ends_with(base, "[]")) return array_of(base.substr(0, base.size() - 2), number);
  const auto labels = types_->enums.find(base);
  if (labels != types_->enums.end() && !labels->second.empty())
    return quoted(labels->second[number % labels->second.size()]);
  const auto columns = types_->composites.find(base);
  if (columns != types_->composites.end()) return composite(columns->second, number);
  const std::string range = range_text(base, number);
  if (!range.empty()) return quoted(range);
  return of_builtin(parse_type(base), number);
}

Sample TypeSamples::array_of(std::string_view element, std::size_t number) const {
  return quoted('{' + inner(sample(element, number)) + ',' + inner(sample(element, number + 1)) + '}');
}

Sample TypeSamples::composite(const std::vector<std::string>& columns, std::size_t number) const {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ",") + inner(sample(column, number));
  return quoted('(' + text + ')');
}

/// Of a range or multirange that the schema defines; empty for other types. One value alone is a range of
/// which it is sure that it is not upside down.
std::string TypeSamples::range_text(std::string_view type, std::size_t number) const {
  const auto range = types_->ranges.find(type);
  if (range != types_->ranges.end()) {
    const std::string bound = inner(sample(range->second, number));
    return '[' + bound + ',' + bound + ']';
  }
  const auto multirange = types_->multiranges.find(type);
  if (multirange == types_->multiranges.end()) return {};
  return '{' + range_text(multirange->second, number) + '}';
}

std::vector<Sample> TypeSamples::all_choices(std::string_view type, const Hints& hints,
                                             std::size_t first) const {
  const auto accepted = accepted_.find(type);
  if (accepted != accepted_.end() && !accepted->second.empty()) return accepted->second;
  const std::string_view base = base_of(type);
  std::vector<Sample> all;
  if (ends_with(base, "[]")) {
    for (const Sample& element : choices(base.substr(0, base.size() - 2), hints, first)) {
      if (all.size() == 2 * fresh_samples) break;
      all.push_back(quoted('{' + inner(element) + '}'));
    }
    all.push_back(quoted("{}"));
  } else if (types_->enums.count(std::string(base)) == 0 &&
             types_->composites.count(std::string(base)) == 0) {
    all = builtin_choices(parse_type(base), hints, first);
  }
  const auto labels = types_->enums.find(base);
  const std::size_t fresh =
      labels == types_->enums.end() ? fresh_samples : std::max(fresh_samples, labels->second.size());
  for (std::size_t number = first; number < first + fresh; ++number) all.push_back(sample(base, number));
  return all;
}

std::vector<Sample> TypeSamples::choices(std::string_view type, const Hints& hints, std::size_t first) const {
  std::vector<Sample> choices;
  std::set<std::string> seen;
  for (Sample& sample : all_choices(type, hints, first))
    if (seen.insert(sample.text).second) choices.push_back(std::move(sample));
  return choices;
}

}  // namespace rung::testing::seeding
