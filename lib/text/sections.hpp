#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <rung/direction.hpp>
#include <rung/script.hpp>

#include "text/lines.hpp"

namespace rung::text {

/// The text of one direction within a file: the bytes from `offset` to before `end`.
struct Section {
  std::uint64_t offset = 0;
  std::uint64_t end = 0;
  std::uint64_t first_line = 1;
  /// What the format itself says of it; ours is said by annotations.
  Transaction transaction = Transaction::wrapped;
};

/// Bytes of a file, from `begin` to before `end`.
struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Where a file's scripts are.
struct FileSections {
  std::optional<Section> up;
  std::optional<Section> down;
  std::vector<ByteRange> with_variables;  ///< Where `$NAME` stands for a value; ascending.
};

/// Finds the scripts of one file, line by line. Each format has one.
class SectionReader {
 public:
  SectionReader() = default;
  SectionReader(const SectionReader&) = delete;
  SectionReader& operator=(const SectionReader&) = delete;
  virtual ~SectionReader() = default;

  /// The direction whose script this line is part of; nothing for a marker between two of them, or what
  /// stands before the first. Throws SourceError on a marker that is wrong, or stands in a wrong place.
  virtual std::optional<Direction> line(const Line& line) = 0;

  /// What was found, once all lines were given. `end` is the size of the file. Throws SourceError on what is
  /// missing.
  virtual FileSections finish(std::uint64_t end) = 0;
};

/// For files that marker lines cut into an up and a down.
class MarkedFile : public SectionReader {
 public:
  FileSections finish(std::uint64_t end) override;

 protected:
  /// `up_marker` is the line that begins the up, for messages.
  MarkedFile(std::string file, std::string_view up_marker) : file_(std::move(file)), up_marker_(up_marker) {}

  /// Of a line that is no marker. Above the up there may only be comments.
  [[nodiscard]] std::optional<Direction> line_between(const Line& line) const;
  [[noreturn]] void refuse(const Line& line, const std::string& what_is_wrong) const {
    refuse(line.number, what_is_wrong);
  }
  [[noreturn]] void refuse(std::uint64_t line, const std::string& what_is_wrong) const;

  FileSections sections_;

 private:
  std::string file_;
  std::string_view up_marker_;
};

/// For files that are one script as a whole.
class WholeFile : public SectionReader {
 public:
  explicit WholeFile(Direction direction) noexcept : direction_(direction) {}

  std::optional<Direction> line(const Line& line) override;
  FileSections finish(std::uint64_t end) override;

 protected:
  /// For a format whose files say it in a line of theirs.
  void set(Transaction transaction) noexcept { transaction_ = transaction; }

 private:
  Direction direction_;
  std::uint64_t begin_ = 0;
  Transaction transaction_ = Transaction::wrapped;
};

}  // namespace rung::text
