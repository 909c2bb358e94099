#pragma once

#include <string>
#include <vector>

#include <rung/schema.hpp>

namespace rung {

/// One thing that is not the same in two schemas.
struct SchemaDifference {
  /// What became of the object or the property.
  enum class Kind {
    missing,  ///< The object was there before, and is not there after.
    added,    ///< It was not there before. A part of a missing or added object is not told again.
    changed,  ///< One of its properties is another one.
  };

  Kind kind = Kind::changed;  ///< What became of it.
  std::string object;         ///< What it is: "column", "table" …
  std::string parent;         ///< Empty if the object stands by itself.
  std::string name;           ///< Of the object.
  std::string property;       ///< Which one has changed; empty unless one has.
  std::string before;         ///< Its value; empty: there was none.
  std::string after;          ///< What it is now; empty where it is missing.

  /// Whether they say the same.
  friend bool operator==(const SchemaDifference& a, const SchemaDifference& b) {
    return a.kind == b.kind && a.object == b.object && a.parent == b.parent && a.name == b.name &&
           a.property == b.property && a.before == b.before && a.after == b.after;
  }
};

/// What the difference is about, by which it can be accepted: "column public.job.state: default",
/// "index public.job.job_by_tenant".
std::string name_of(const SchemaDifference& difference);

/// A sentence without its end: "column state of public.job: default is 'done', and was 'queued'".
std::string to_string(const SchemaDifference& difference);

/// Whether it matters in which order a table's columns stand. Where one is missing or added, the order of the
/// others is compared.
enum class ColumnOrder { compared, ignored };

/// Everything that is not the same, in the order of the objects; empty if nothing is.
std::vector<SchemaDifference> diff(const Schema& before, const Schema& after,
                                   ColumnOrder order = ColumnOrder::compared);

}  // namespace rung
