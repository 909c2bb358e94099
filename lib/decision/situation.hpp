#pragma once

#include <string>

#include <rung/migration_set.hpp>

#include "decision/history.hpp"
#include "decision/program.hpp"
#include "decision/surveys.hpp"
#include "decision/version_row.hpp"

namespace rung {

/// What the database says: its version row and its whole history, from one moment.
struct Situation {
  VersionRow row;
  History history;

  /// Whether the row says what the history says.
  [[nodiscard]] bool is_consistent() const {
    return row.head == history.head() && row.chain == history.chain();
  }
};

/// What every decision looks at. Borrows all of it.
struct Question {
  const std::string& catalog;
  const MigrationSet& set;
  const Situation& situation;
  const Program& program;
  Surveys& surveys;
};

}  // namespace rung
