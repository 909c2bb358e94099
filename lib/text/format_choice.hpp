#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <rung/format.hpp>

#include "text/file_format.hpp"

namespace rung::text {

/// Gives the beginning of a file: enough of it to tell its format.
using ReadBeginning = std::function<std::string(const std::string& path)>;

/// The format that `paths` are of; they are sorted, and hold neither hidden files nor those that every format
/// has. If one is `wanted`, that one. Where the names fit several, the first file is looked into. Throws
/// SourceError, naming the odd file, if they are of several, and naming the folder if they are of none.
const FileFormat& choose_format(const std::string& folder, const std::vector<std::string>& paths,
                                Format wanted, const ReadBeginning& read_beginning);

/// Whether a file is meant to be run, in whatever case its ending is written.
bool is_sql(std::string_view path);

/// Throws if `path`, which is no name of `format`, looks as if it was meant to be run. Nothing happens for
/// any other.
void refuse_stray(const std::string& folder, const std::string& path, const FileFormat& format);

/// Throws: a folder without migrations is a mistake, in its path most likely.
[[noreturn]] void refuse_empty(const std::string& folder, Format wanted);

}  // namespace rung::text
