#include <fmt/format.h>

#include "text/file_format.hpp"
#include "text/pieces.hpp"

// Two files a migration, each named by where it leads, as in Hasura's engine: `47_to_48.sql` and
// `48_to_47.sql` are the up and the down of version 48.

namespace rung::text {
namespace {

/// The state before the first migration of a catalog may well be called 0, which is no version.
std::optional<std::int64_t> read_number(std::string_view digits) {
  if (digits.find_first_not_of('0') == std::string_view::npos) return 0;
  const auto version = Version::parse(digits);
  return version ? std::optional(version->number()) : std::nullopt;
}

std::optional<FileName> read_name(std::string_view path) {
  constexpr std::string_view between = "_to_";
  const std::string_view from_digits = leading_digits(path);
  std::string_view rest = path.substr(from_digits.size());
  if (from_digits.empty() || !starts_with(rest, between)) return std::nullopt;
  rest.remove_prefix(between.size());
  const std::string_view to_digits = leading_digits(rest);
  if (to_digits.empty() || rest.substr(to_digits.size()) != ".sql") return std::nullopt;

  FileName result;
  const auto from = read_number(from_digits);
  const auto to = read_number(to_digits);
  if (!from || !to) {
    read_version(from ? to_digits : from_digits, result);
  } else if (*from + 1 != *to && *to + 1 != *from) {
    result.problem = fmt::format("a step leads to the next version or back, not from {} to {}", *from, *to);
  } else {
    result.part = *from < *to ? Part::up : Part::down;
    result.version = Version{std::max(*from, *to)};
    result.name = fmt::format("{}_to_{}", std::min(*from, *to), std::max(*from, *to));
  }
  return result;
}

std::unique_ptr<SectionReader> read_sections(const std::string&, Part part) {
  return std::make_unique<WholeFile>(part == Part::down ? Direction::down : Direction::up);
}

/// The files have no names; the comments have.
std::vector<NewFile> new_files(const NewMigration& migration) {
  const std::string before = fmt::format("{}", std::stoll(migration.number) - 1);
  return {{before + "_to_" + migration.number + ".sql", "-- " + migration.name + "\n"},
          {migration.number + "_to_" + before + ".sql", "-- back from " + migration.name + "\n"}};
}

}  // namespace

const FileFormat catalog_format = [] {
  FileFormat format;
  format.format = Format::catalog;
  format.example = "47_to_48.sql with 48_to_47.sql";
  format.numbering = Numbering::consecutive;
  format.read_name = read_name;
  format.read_sections = read_sections;
  format.new_files = new_files;
  return format;
}();

}  // namespace rung::text
