#pragma once

#include <string>
#include <vector>

namespace rung::source {

/// The files and folders in `folder`, and the files one level below, in no particular order: as paths within
/// it (UTF-8), with `/` between their parts and behind a folder. Hidden ones are left out.
///
/// Throws SourceError, naming the culprit, if the folder is missing, is none, or cannot be read, and on a
/// link that is broken or leads out of it.
std::vector<std::string> list_folder(const std::string& folder);

/// The path of a file in the folder, for reading it and for messages.
std::string path_in(std::string_view folder, std::string_view path);

}  // namespace rung::source
