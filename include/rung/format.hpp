#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace rung {

/// How a folder of migrations is laid out.
enum class Format {
  automatic,  ///< By the names of the files; a mix is refused.
  pairs,      ///< `0007_add_index.up.sql` and `0007_add_index.down.sql`.
  goose,      ///< One file `0007_add_index.sql`, with `-- +goose Up` and `-- +goose Down` in it.
  catalog,    ///< `47_to_48.sql` and `48_to_47.sql`, without a gap.
  folders,    ///< `2023-08-01-120000_add_index/up.sql` and `down.sql`.
  flyway,     ///< `V7__add_index.sql` and `U7__add_index.sql`.
  dbmate,     ///< One file `0007_add_index.sql`, with `-- migrate:up` and `-- migrate:down` in it.
  forward,    ///< `0007_add_index.sql` alone: every down is irreversible.
};

/// The words of `--format`, in the order in which they are listed for people.
inline constexpr std::array formats = {Format::automatic, Format::pairs,  Format::goose,  Format::catalog,
                                       Format::folders,   Format::flyway, Format::dbmate, Format::forward};

/// The word of `--format`: "auto", "pairs", "goose", "catalog", "folders", "flyway", "dbmate" or "forward".
constexpr std::string_view to_string(Format format) noexcept {
  switch (format) {
    case Format::pairs:
      return "pairs";
    case Format::goose:
      return "goose";
    case Format::catalog:
      return "catalog";
    case Format::folders:
      return "folders";
    case Format::flyway:
      return "flyway";
    case Format::dbmate:
      return "dbmate";
    case Format::forward:
      return "forward";
    case Format::automatic:
      break;
  }
  return "auto";
}

/// The inverse of `to_string`, exact in case. Nothing for any other word.
constexpr std::optional<Format> parse_format(std::string_view word) noexcept {
  for (const Format format : formats) {
    if (word == to_string(format)) return format;
  }
  return std::nullopt;
}

}  // namespace rung
