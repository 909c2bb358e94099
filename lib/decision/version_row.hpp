#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/checksum.hpp>
#include <rung/version.hpp>

#include "decision/mark.hpp"

namespace rung {

/// What the row of one catalog in the version table says. The default is what a catalog without a row is:
/// empty.
struct VersionRow {
  Version head = Version::base();
  Checksum chain;
  /// Of chain and versions (see `seal`): tells a folder of which only the names were read whether it is what
  /// is applied. Nothing where a rung wrote the row that has no such column.
  std::optional<Checksum> sealed;
  Version floor = Version::base();
  std::optional<Version> half_done;  ///< The step outside a transaction that was begun and not ended.
  std::vector<Mark> marks;
  std::string unread_marks;  ///< Lines of a newer format, to be written back.
  std::string run;           ///< In progress, or left by a program that died; empty otherwise.
  std::string run_by;        ///< Host and process of `run`, for people.
  std::string program;       ///< That last moved the head; and its release and newest version.
  std::string release;
  std::optional<Version> newest;
  std::string changed;  ///< UTC.
  bool stored = false;  ///< Whether there is such a row.

  /// Neither a run in progress nor a half-done step: the head can be trusted without the lock.
  [[nodiscard]] bool settled() const noexcept { return run.empty() && !half_done; }
};

}  // namespace rung
