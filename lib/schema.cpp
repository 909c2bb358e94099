#include <algorithm>
#include <string>
#include <tuple>

#include <rung/schema.hpp>

#include "text_hash.hpp"

namespace rung {
namespace {

/// A part stands behind the object that it is a part of.
auto place_of(const SchemaObject& object) {
  const bool is_part = !object.parent.empty();
  return std::tuple<std::string_view, bool, std::string_view, std::string_view>(
      is_part ? object.parent : object.name, is_part, object.kind, object.name);
}

/// The value, its further lines indented behind what stands before the first.
void append_value(std::string& text, std::string_view value, std::string_view indentation) {
  for (const char c : value) {
    text += c;
    if (c == '\n') text += indentation;
  }
  text += '\n';
}

}  // namespace

std::string_view SchemaObject::property(std::string_view wanted) const noexcept {
  for (const SchemaProperty& property : properties) {
    if (property.name == wanted) return property.value;
  }
  return {};
}

Schema::Schema(std::vector<SchemaObject> objects) : objects_(std::move(objects)) {
  for (SchemaObject& object : objects_) {
    auto& properties = object.properties;
    properties.erase(std::remove_if(properties.begin(), properties.end(),
                                    [](const SchemaProperty& property) { return property.value.empty(); }),
                     properties.end());
    std::sort(properties.begin(), properties.end(),
              [](const SchemaProperty& a, const SchemaProperty& b) { return a.name < b.name; });
  }
  std::sort(objects_.begin(), objects_.end(),
            [](const SchemaObject& a, const SchemaObject& b) { return place_of(a) < place_of(b); });
}

const SchemaObject* Schema::find(std::string_view kind, std::string_view parent,
                                 std::string_view name) const noexcept {
  const bool is_part = !parent.empty();
  const auto wanted = std::tuple<std::string_view, bool, std::string_view, std::string_view>(
      is_part ? parent : name, is_part, kind, name);
  const auto found = std::lower_bound(
      objects_.begin(), objects_.end(), wanted,
      [](const SchemaObject& object, const auto& place) { return place_of(object) < place; });
  return found != objects_.end() && place_of(*found) == wanted ? &*found : nullptr;
}

std::string to_string(const Schema& schema) {
  std::string text;
  for (const SchemaObject& object : schema.objects()) {
    const std::string indentation(object.parent.empty() ? 0 : 2, ' ');
    text += indentation + object.kind + ' ';
    append_value(text, object.name, indentation + "    ");
    for (const SchemaProperty& property : object.properties) {
      text += indentation + "  " + property.name + ": ";
      append_value(text, property.value, indentation + "    ");
    }
  }
  return text;
}

Checksum fingerprint(const Schema& schema) { return checksum_of_text(to_string(schema)); }

}  // namespace rung
