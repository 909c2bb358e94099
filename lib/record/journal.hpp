#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/plan.hpp>

#include "decision/situation.hpp"
#include "record/ledger.hpp"
#include "record/run_identity.hpp"

namespace rung {

/// What one run writes into the ledger, and what the database holds by that: the situation goes along with
/// the steps.
class Journal {
 public:
  Journal(Ledger& ledger, RunIdentity identity) : ledger_(&ledger), identity_(std::move(identity)) {}

  /// Begins from what the database says, for a plan made of it. `marks` are those the first write is to
  /// leave.
  void begin(Situation situation, const Plan& plan, std::vector<Mark> marks);
  /// Goes on with the same plan from what the database says, where a segment was rolled back and is tried
  /// again.
  void go_back_to(Situation situation);
  [[nodiscard]] const Situation& situation() const noexcept { return situation_; }

  /// The row of a step that is to be written, begun now.
  [[nodiscard]] LedgerEntry entry_for(const Step& step, StepOutcome outcome) const;
  /// Fills in when it ended, and how.
  static void finish(LedgerEntry& entry, StepOutcome outcome, std::chrono::milliseconds elapsed);

  /// Notes a step that took effect in the open transaction: its row, or one for each version that an initial
  /// script covers, is written with the next text. The history goes along.
  void note_done(const Step& step, const LedgerEntry& entry);
  /// Whether so many rows were noted that they are to be written before the segment's end: in memory they
  /// take more room than the steps that they are of.
  [[nodiscard]] bool has_rows_to_write() const noexcept {
    return unwritten_.size() >= ledger_->most_rows_in_statement();
  }
  /// The statements that write the rows noted since.
  std::vector<std::string> text_of_rows();
  /// The same, and the version row: in the middle of a run, and at its end.
  std::vector<std::string> text_in_run(std::optional<Version> half_done);
  std::vector<std::string> text_at_end();

  /// Inserts the row of a step that begins outside a transaction; returns its id.
  std::int64_t record_running(const LedgerEntry& entry);
  /// Closes the row of a step that ended outside a transaction; if another run has closed it, writes a new
  /// one.
  void record_ended(const LedgerEntry& entry);
  /// Closes, once, the row that a program left running when it died.
  void close_leftover();

  /// Whether the version row has to be put right although there is no step to execute: a run that died left
  /// it in progress, or marks are to go. Never where the database is newer: its floor is known to newer
  /// programs only.
  [[nodiscard]] bool has_leftovers() const;

  /// Writes the version row by itself: in the middle of a run, and at its end.
  void write_in_run(std::optional<Version> half_done);
  void write_at_end();
  /// Behind a rolled back step: its failed row (or the end of its running one), then floor, half-done step
  /// and the end of the run. Needs no transaction. Fills in `entry.id`, so that a second try does not write a
  /// second row.
  void record_failure(LedgerEntry& entry, std::optional<Version> half_done);
  /// Behind a routine that ended our transaction: writes the version row by what is found in the database.
  /// In a transaction.
  void write_as_found(std::optional<Version> half_done);

  /// The last commit took effect: what was written so far is in the database.
  void note_commit() noexcept;
  /// The version row as of the last commit that is known of.
  [[nodiscard]] const VersionRow& committed() const noexcept { return committed_; }
  /// Looks whether the version row that this run wrote when it began a step is in the database.
  bool is_begun(Version step);
  /// Looks whether the rows written so far are in the database.
  bool is_written() { return ledger_->proof_of(identity_.id) >= proof_; }
  [[nodiscard]] const RunIdentity& identity() const noexcept { return identity_; }

 private:
  void note(LedgerEntry entry);
  void fill_in_run(std::optional<Version> half_done);
  void fill_at_end();
  std::vector<std::string> text();
  void write_row();
  /// What the history is once this step is in it.
  void follow(const LedgerEntry& entry);
  void refresh_row();

  Ledger* ledger_;
  RunIdentity identity_;
  Situation situation_;
  VersionRow committed_;
  MigrationSet set_;
  std::vector<Mark> marks_;
  Version floor_in_run_ = Version::base();  ///< That covers all steps of the plan.
  std::vector<LedgerEntry> unwritten_;
  std::int64_t proof_ = 0;            ///< What Ledger::proof_of says once all that was written is committed.
  std::int64_t committed_proof_ = 0;  ///< What it says as of the last commit.
};

}  // namespace rung
