#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/annotations.hpp"
#include "text/encoding.hpp"
#include "text/lines.hpp"
#include "text/place.hpp"
#include "text/sections.hpp"

namespace rung::text {

/// A script as it was found in a file.
struct FoundScript {
  Section section;
  Annotations annotations;
};

/// What a file holds.
struct FileContent {
  std::optional<FoundScript> up;
  std::optional<FoundScript> down;
  std::vector<ByteRange> with_variables;
};

/// Reads a file that comes in blocks: its sections, their annotations, and whether it is UTF-8 without NUL
/// bytes. Memory stays bounded, however long the file or a line of it is.
class FileScan {
 public:
  /// `up_role` is what an up section is for: the initial script is read as one.
  FileScan(std::string file, std::unique_ptr<SectionReader> sections, ScriptRole up_role = ScriptRole::up);

  /// Throws SourceError with line and column.
  void add(std::string_view block);
  /// Ends the file; call once. Throws SourceError on what is missing.
  FileContent finish();

 private:
  void line(const Line& line);
  void check_encoding(std::string_view block);

  std::string file_;
  std::unique_ptr<SectionReader> sections_;
  AnnotationReader up_;
  AnnotationReader down_;
  EncodingCheck encoding_;
  Place place_;
  LineCutter lines_;
  std::uint64_t size_ = 0;
};

}  // namespace rung::text
