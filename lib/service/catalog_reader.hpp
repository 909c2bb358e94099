#pragma once

#include <optional>
#include <string>
#include <vector>

#include <rung/database.hpp>
#include <rung/migration_set.hpp>
#include <rung/run_options.hpp>

#include "decision/program.hpp"
#include "decision/situation.hpp"
#include "decision/surveys.hpp"
#include "port/ports.hpp"
#include "record/ledger.hpp"
#include "record/patience.hpp"

namespace rung {

/// What every service begins with: reads one catalog without a lock, and turns what a backend throws into
/// Errors.
class CatalogReader {
 public:
  /// Throws ConnectionError if the session is inside a transaction.
  CatalogReader(Database& database, const MigrationSet& set, const RunOptions& options);

  /// Nothing if there is no ledger. One statement.
  std::optional<VersionRow> read_row();
  /// The row, and the history behind it, of one moment: others may commit while both are read.
  Situation read_situation();
  /// The same, where the row was read just before; the situation may have a newer one.
  Situation read_situation(VersionRow row);
  std::vector<LedgerEntry> read_entries();

  /// Throws PlanError `not_empty` or `ledger_elsewhere` where a ledger must not be created.
  void refuse_other_tables();
  void refuse_ledger_elsewhere();

  std::vector<OtherSession> others_in(Sessions& sessions);

  [[nodiscard]] Question question(const Situation& situation) {
    return {ledger_.catalog(), set_, situation, program_, surveys_};
  }

  Ports& ports() noexcept { return *ports_; }
  Ledger& ledger() noexcept { return ledger_; }
  Patience& patience() noexcept { return patience_; }
  Surveys& surveys() noexcept { return surveys_; }
  [[nodiscard]] const Program& program() const noexcept { return program_; }
  [[nodiscard]] const MigrationSet& set() const noexcept { return set_; }

 private:
  /// Reads, waiting for whoever is in the way; what the backend throws becomes an Error.
  template <typename Function>
  auto read(const Function& function);
  /// In a transaction of its own.
  Situation read_at_one_moment();
  /// Throws LedgerError `denied`, with the statements that would mend it.
  [[noreturn]] void refuse_denied(const std::string& cause, const std::string& schema);

  Ports* ports_;
  MigrationSet set_;
  Ledger ledger_;
  Patience patience_;
  Program program_;
  Surveys surveys_;
};

}  // namespace rung
