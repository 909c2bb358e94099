#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

#include "set_builder.hpp"
#include "text/file_scan.hpp"
#include "text/format_choice.hpp"
#include "text/interpolation.hpp"

namespace rung::source {

/// A file of migrations while its set is being made. A small one is read once for all that has to be known of
/// it; the others are read in blocks, and again for each of their scripts.
class ScriptFile {
 public:
  /// Reads the file. The name is kept by the set's builder. Throws SourceError on what cannot be read, and on
  /// what FileScan refuses.
  ScriptFile(std::string_view kept_name, std::unique_ptr<text::SectionReader> sections,
             text::ScriptRole up_role = text::ScriptRole::up);

  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] const text::FileContent& content() const noexcept { return content_; }

  /// The row of one of its scripts, with its checksum. It holds the text of a small one; any other is read
  /// from the file when it runs. With a dialect it is surveyed, and the first finding is thrown as a
  /// SourceError at its line.
  ///
  /// Where `$NAME` stands for a value, that is put in, and the row holds the text.
  embedded::Script script(const text::FoundScript& found, Transaction transaction, Dialect dialect,
                          const text::Variables& variables, SetBuilder& builder) const;

 private:
  [[nodiscard]] bool holds_variables(const text::Section& section) const noexcept;
  [[nodiscard]] std::string with_values(const embedded::Script& script,
                                        const text::Variables& variables) const;

  std::string_view name_;
  std::string text_;  // All of it, if it is small; else empty.
  text::FileContent content_;
};

/// Reads the first block of a file in the folder, all of a small one. Throws SourceError if it cannot be
/// read.
text::ReadBeginning beginnings_in(const std::string& folder);

/// A whole small file, such as a release map. Throws SourceError if it cannot be read, or is above a
/// megabyte.
std::string read_small_file(const std::string& file);

}  // namespace rung::source
