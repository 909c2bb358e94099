#include "text/file_format.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace rung::text {

const std::vector<const FileFormat*>& file_formats() {
  static const std::vector<const FileFormat*> formats{&pairs_format,   &flyway_format, &catalog_format,
                                                      &folders_format, &goose_format,  &dbmate_format,
                                                      &forward_format};
  return formats;
}

const FileFormat& file_format(Format wanted) {
  return **std::find_if(file_formats().begin(), file_formats().end(),
                        [wanted](const FileFormat* format) { return format->format == wanted; });
}

void read_version(std::string_view digits, FileName& result) {
  if (const auto version = Version::parse(digits)) {
    result.version = *version;
  } else if (digits.find_first_not_of('0') == std::string_view::npos) {
    result.problem = "version 0 is the empty catalog, before every migration; number from 1";
  } else {
    result.problem =
        fmt::format("version {} does not fit into 63 bits; the highest is 9223372036854775807", digits);
  }
}

}  // namespace rung::text
