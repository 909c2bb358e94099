#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/script.hpp>
#include <rung/version.hpp>

#include "text/lines.hpp"

namespace rung::text {

/// What a script is for: it decides which annotations may stand in it.
enum class ScriptRole { up, down, initial };

/// What the `-- rung: …` lines of a script say.
struct Annotations {
  std::optional<Transaction> transaction;  ///< `own` or `none`.
  ForeignKeys foreign_keys = ForeignKeys::as_session;
  std::optional<std::string> irreversible;  ///< The reason.
  std::optional<Version> oldest_reader;
  std::optional<std::string> routine;  ///< The id; the script holds comments only.
};

/// Whether a line is a `-- rung: …` comment, known or not.
bool is_annotation(std::string_view line);

/// Reads the annotations of one script, line by line. They stand in the `--` comment lines that it begins
/// with:
///
///     -- rung: transaction none        or own; in ups, downs and the initial script
///     -- rung: routine split_name/1    in ups and downs; the script holds nothing but comments
///     -- rung: foreign-keys off        in ups and the initial script; for SQLite
///     -- rung: irreversible REASON     in ups
///     -- rung: oldest-reader 41        in ups
///
/// Throws SourceError with line and column on one that is unknown, misspelt, given twice, wrongly used, or
/// below the script's first line of SQL, where it would be no more than a comment.
class AnnotationReader {
 public:
  AnnotationReader(std::string file, ScriptRole role);

  void line(const Line& line);
  [[nodiscard]] const Annotations& annotations() const noexcept { return found_; }

 private:
  void read(std::string_view annotation, const Line& line);

  std::string file_;
  ScriptRole role_;
  Annotations found_;
  std::vector<std::string_view> seen_;  ///< The words so far.
  bool in_head_ = true;                 ///< Only comments so far.
};

}  // namespace rung::text
