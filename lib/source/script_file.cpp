#include "source/script_file.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <boost/filesystem.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>

#include "script_blocks.hpp"
#include "source/folder_listing.hpp"
#include "text/place.hpp"
#include "text/survey.hpp"
#include "text_hash.hpp"

namespace rung::source {
namespace {

namespace fs = boost::filesystem;

/// A whole file, as ScriptBlocks reads it.
embedded::Script whole_file(const std::string& file) {
  embedded::Script script;
  script.file = file;
  script.in_memory = false;
  boost::system::error_code failure;
  // Of what is no regular file this is an error, too.
  script.size = fs::file_size(file, failure);
  if (!failure) return script;
  boost::system::error_code ignored;
  const bool is_another_thing = fs::exists(file, ignored) && !fs::is_regular_file(file, ignored);
  throw SourceError(file, 0, 0,
                    is_another_thing ? "cannot be read: this is no regular file"
                                     : fmt::format("cannot be read: {}", failure.message()));
}

Checksum checksum_of(const embedded::Script& script) {
  TextHash hash;
  ScriptBlocks blocks(script);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) hash.add(block);
  return hash.finish();
}

std::string whole_text(const embedded::Script& script) {
  std::string text;
  ScriptBlocks blocks(script);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) text += block;
  return text;
}

/// Reads it for both: what its statements are, and its checksum.
Checksum survey(embedded::Script& script, const embedded::Script& readable, Dialect dialect) {
  const text::Survey survey = text::survey(readable, dialect);
  if (!survey.findings.empty()) {
    const text::Finding& first = survey.findings.front();
    throw SourceError(std::string(script.file), first.line, first.column, first.message);
  }
  script.surveyed = dialect;
  script.statements = survey.statements;
  script.traits = survey.traits;
  return readable.in_memory ? checksum_of(readable) : survey.checksum;
}

}  // namespace

ScriptFile::ScriptFile(std::string_view kept_name, std::unique_ptr<text::SectionReader> sections,
                       text::ScriptRole up_role)
    : name_(kept_name) {
  const std::string name(kept_name);
  const embedded::Script whole = whole_file(name);
  text::FileScan scan(name, std::move(sections), up_role);
  ScriptBlocks blocks(whole);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) {
    scan.add(block);
    if (block.size() == whole.size) text_ = block;
  }
  content_ = scan.finish();
}

bool ScriptFile::holds_variables(const text::Section& section) const noexcept {
  return std::any_of(content_.with_variables.begin(), content_.with_variables.end(),
                     [&section](const text::ByteRange& range) {
                       return range.begin < section.end && section.offset < range.end;
                     });
}

std::string ScriptFile::with_values(const embedded::Script& script, const text::Variables& variables) const {
  const std::string text = whole_text(script);
  const std::uint64_t end = script.offset + script.size;
  std::string result;
  std::uint64_t at = script.offset;
  const auto piece_to = [&](std::uint64_t to) {
    const std::uint64_t from = std::exchange(at, to);
    return std::string_view(text).substr(from - script.offset, to - from);
  };
  for (const text::ByteRange& range : content_.with_variables) {
    if (range.end <= script.offset || end <= range.begin) continue;
    result += piece_to(std::max(range.begin, script.offset));
    const std::uint64_t begin = at - script.offset;
    try {
      result += text::interpolate(piece_to(std::min(range.end, end)), variables);
    } catch (const text::InterpolationError& error) {
      const text::Place place =
          text::after({script.first_line, 1}, std::string_view(text).substr(0, begin + error.index()));
      throw SourceError(std::string(name_), place.line, place.column, error.what());
    }
  }
  result += piece_to(end);
  return result;
}

embedded::Script ScriptFile::script(const text::FoundScript& found, Transaction transaction, Dialect dialect,
                                    const text::Variables& variables, SetBuilder& builder) const {
  embedded::Script script;
  script.file = name_;
  script.in_memory = false;
  script.offset = found.section.offset;
  script.size = found.section.end - found.section.offset;
  script.first_line = static_cast<std::uint32_t>(found.section.first_line);
  script.transaction = transaction;
  script.foreign_keys = found.annotations.foreign_keys;
  embedded::Script readable = script;
  if (!text_.empty()) {
    readable.in_memory = true;
    readable.text = std::string_view(text_).substr(script.offset, script.size);
  }
  if (holds_variables(found.section)) {
    script.text = builder.keep(with_values(readable, variables));
    script.in_memory = true;
    script.offset = 0;
    script.size = script.text.size();
    readable = script;
  }
  const bool has_statements = dialect != Dialect::any && !found.annotations.routine;
  if (!script.in_memory) {
    script.text = builder.keep_if_small(readable.text);
    script.in_memory = !script.text.empty();
  }
  const Checksum checksum = has_statements ? survey(script, readable, dialect) : checksum_of(readable);
  script.checksum = builder.keep(checksum.digits());
  return script;
}

text::ReadBeginning beginnings_in(const std::string& folder) {
  return [folder](const std::string& path) {
    // The script borrows its file's name.
    const std::string file = path_in(folder, path);
    const embedded::Script script = whole_file(file);
    return std::string(ScriptBlocks(script).next());
  };
}

std::string read_small_file(const std::string& file) {
  const embedded::Script script = whole_file(file);
  if (script.size > ScriptBlocks::block_size) {
    throw SourceError(file, 0, 0, "is above a megabyte, which cannot be what it is meant to be");
  }
  return whole_text(script);
}

}  // namespace rung::source
