#include <string>
#include <vector>

#include <rung/error.hpp>

#include "fuzz/bytes.hpp"
#include "text/file_scan.hpp"
#include "text/interpolation.hpp"
#include "text/layout.hpp"
#include "text/releases.hpp"

// The names of a folder, and a file of each format, whole and in blocks: nothing but a SourceError comes out,
// and what was found lies within.

using namespace rung;

namespace {

std::string scan(const text::FileFormat& format, text::Part part, std::string_view content,
                 std::size_t block) {
  text::FileScan scan("f.sql", format.read_sections("f.sql", part));
  try {
    for (std::size_t at = 0; at < content.size(); at += block)
      scan.add(std::string(content.substr(at, block)));
    const text::FileContent found = scan.finish();
    std::string said;
    for (const auto& script : {found.up, found.down}) {
      if (!script) continue;
      const text::Section& section = script->section;
      RUNG_FUZZ_REQUIRE(section.offset <= section.end && section.end <= content.size());
      said += std::to_string(section.offset) + "-" + std::to_string(section.end) + " " +
              std::to_string(section.first_line) + ";";
    }
    for (const text::ByteRange& range : found.with_variables)
      RUNG_FUZZ_REQUIRE(range.begin <= range.end && range.end <= content.size());
    return said;
  } catch (const SourceError&) {
    // Of two mistakes, which is said depends on the blocks.
    return "refused";
  }
}

void lay_out(std::string_view names) {
  std::vector<std::string> paths;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    if (end > 0) paths.emplace_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  try {
    const text::Layout layout =
        text::lay_out("dir", paths, Format::automatic, [](const std::string& path) { return "-- " + path; });
    std::int64_t last = 0;
    for (const text::MigrationFiles& files : layout.migrations) {
      RUNG_FUZZ_REQUIRE(files.version.number() > last && !files.up.empty());
      last = files.version.number();
    }
  } catch (const SourceError&) {
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes(data, size);
  const std::size_t what = bytes.choose(16);
  const auto& formats = text::file_formats();
  if (what < formats.size()) {
    const auto part = bytes.choose(2) == 0 ? text::Part::up : text::Part::down;
    const std::size_t block = 1 + bytes.choose(32);
    const std::string_view content = bytes.rest();
    RUNG_FUZZ_REQUIRE(scan(*formats[what], part, content, content.size() + 1) ==
                      scan(*formats[what], part, content, block));
    return 0;
  }
  try {
    switch (what % 4) {
      case 0:
        lay_out(bytes.rest());
        break;
      case 1:
        static_cast<void>(text::read_releases("releases.txt", std::string(bytes.rest())));
        break;
      case 2:
        static_cast<void>(text::interpolate(bytes.rest(), {{"A", "a value"}, {"B", ""}}));
        break;
      default:
        static_cast<void>(text::flyway_format.read_settings("f.conf", bytes.rest()));
    }
  } catch (const SourceError&) {
  } catch (const text::InterpolationError& error) {
    RUNG_FUZZ_REQUIRE(error.index() <= bytes.rest().size());
  }
  return 0;
}
