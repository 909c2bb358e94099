#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rung/checksum.hpp>

namespace rung {

/// One thing that is true of an object: `default` is `'queued'`. What an object does not have is left out.
struct SchemaProperty {
  std::string name;   ///< Of the property, such as "type".
  std::string value;  ///< In the database's own normal form; may hold several lines.

  /// Name and value.
  friend bool operator==(const SchemaProperty& a, const SchemaProperty& b) {
    return a.name == b.name && a.value == b.value;
  }
};

/// One object of a schema: a table, a column, a function.
struct SchemaObject {
  std::string kind;  ///< "table", "column", "foreign key" …
  std::string
      parent;        ///< The object that it is a part of, as that one is called; empty: it stands by itself.
  std::string name;  ///< As it is written in SQL: with its schema where there are several, quoted if needed.
  std::vector<SchemaProperty> properties;  ///< Ordered by name; no name twice.

  /// Empty if there is no such property.
  [[nodiscard]] std::string_view property(std::string_view wanted) const noexcept;

  /// All that is known of them.
  friend bool operator==(const SchemaObject& a, const SchemaObject& b) {
    return a.kind == b.kind && a.parent == b.parent && a.name == b.name && a.properties == b.properties;
  }
};

/// The image of a database's schema: everything that a migration can make, as the database's own catalogs
/// tell it, so that equal schemas have equal images, however they came to be. An immutable value.
///
/// The columns of a table stand in order in the table's property `columns`; everything else is sorted.
class Schema {
 public:
  Schema() = default;
  /// In any order; properties without a value are dropped.
  explicit Schema(std::vector<SchemaObject> objects);

  /// Each object that stands by itself, followed by its parts; ordered by names.
  [[nodiscard]] const std::vector<SchemaObject>& objects() const noexcept { return objects_; }
  /// Null if there is none.
  [[nodiscard]] const SchemaObject* find(std::string_view kind, std::string_view parent,
                                         std::string_view name) const noexcept;

  /// Whether all objects are equal.
  friend bool operator==(const Schema& a, const Schema& b) { return a.objects_ == b.objects_; }
  /// Whether some object differs.
  friend bool operator!=(const Schema& a, const Schema& b) { return !(a == b); }

 private:
  std::vector<SchemaObject> objects_;
};

/// A text to store and to compare with line by line: an object a line, its parts and properties indented
/// below it. Empty for an empty schema.
std::string to_string(const Schema& schema);

/// SHA-256 of that text.
Checksum fingerprint(const Schema& schema);

}  // namespace rung
