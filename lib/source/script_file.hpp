#pragma once

#include <memory>
#include <string>

#include <rung/dialect.hpp>
#include <rung/embedded.hpp>

#include "set_builder.hpp"
#include "text/file_scan.hpp"

namespace rung::source {

/// Reads a file of migrations in blocks. Throws SourceError on what cannot be read, and on what FileScan
/// refuses.
text::FileContent read_script_file(const std::string& file, std::unique_ptr<text::SectionReader> sections,
                                   text::ScriptRole up_role = text::ScriptRole::up);

/// A whole small file, such as a release map. Throws SourceError if it cannot be read, or is above a
/// megabyte.
std::string read_small_file(const std::string& file);

/// The row of a script that is read from its file when it runs, with its checksum; `kept_file` is kept by the
/// set's builder. With a dialect it is surveyed, and the first finding is thrown as a SourceError at its
/// line.
embedded::Script file_script(std::string_view kept_file, const text::FoundScript& found,
                             Transaction transaction, Dialect dialect, SetBuilder& builder);

}  // namespace rung::source
