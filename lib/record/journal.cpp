#include "record/journal.hpp"

#include <algorithm>
#include <utility>

#include "record/wall_clock.hpp"

namespace rung {

void Journal::begin(Situation situation, const Plan& plan, std::vector<Mark> marks) {
  go_back_to(std::move(situation));
  committed_ = situation_.row;
  set_ = plan.set;
  marks_ = std::move(marks);
  floor_in_run_ = situation_.row.floor;
  for (const Step& step : plan.steps) {
    const auto migration = set_.find(step.version);
    if (step.direction == Direction::up && migration)
      floor_in_run_ = std::max(floor_in_run_, migration->oldest_reader());
    for (const Version covered : step.covers)
      floor_in_run_ = std::max(floor_in_run_, set_.find(covered)->oldest_reader());
  }
}

void Journal::go_back_to(Situation situation) {
  situation_ = std::move(situation);
  unwritten_.clear();
  proof_ = committed_proof_;
}

LedgerEntry Journal::entry_for(const Step& step, StepOutcome outcome) const {
  LedgerEntry entry;
  entry.run = identity_.id;
  entry.catalog = ledger_->catalog();
  entry.version = step.version;
  entry.name = step.name;
  entry.direction = step.direction;
  entry.checksum = step.checksum.digits();
  entry.outcome = outcome;
  entry.statements_done = static_cast<std::int64_t>(step.first_statement - 1);
  entry.statements_total = static_cast<std::int64_t>(step.statements);
  entry.started = utc_now();
  entry.release = identity_.program.release;
  entry.host = identity_.host;
  entry.pid = identity_.pid;
  return entry;
}

void Journal::finish(LedgerEntry& entry, StepOutcome outcome, std::chrono::milliseconds elapsed) {
  entry.outcome = outcome;
  entry.finished = utc_now();
  entry.elapsed_ms = elapsed.count();
  if (outcome == StepOutcome::done) entry.statements_done = entry.statements_total;
}

void Journal::follow(const LedgerEntry& entry) {
  // Rows that are not written yet have no id. Which of two was applied later is asked of the database only.
  constexpr std::int64_t behind_all_others = INT64_MAX;
  if (entry.direction == Direction::up) {
    situation_.history.apply(entry.version, entry.name, Checksum::parse(entry.checksum).value_or(Checksum{}),
                             entry.id == 0 ? behind_all_others : entry.id);
  } else {
    situation_.history.remove(entry.version);
  }
}

void Journal::note(LedgerEntry entry) {
  proof_ += 2;
  follow(entry);
  unwritten_.push_back(std::move(entry));
}

void Journal::note_done(const Step& step, const LedgerEntry& entry) {
  if (!step.is_initial_script()) return note(entry);
  for (const Version version : step.covers) {
    const MigrationView migration = *set_.find(version);
    LedgerEntry covered = entry;
    covered.version = version;
    covered.name = migration.name();
    covered.checksum = migration.checksum().digits();
    // The script's statements are counted where it ends, its time likewise: the rows add up to one step.
    if (version != step.version) covered.statements_done = covered.statements_total = covered.elapsed_ms = 0;
    note(covered);
  }
}

std::int64_t Journal::record_running(const LedgerEntry& entry) {
  proof_ += 1;
  return ledger_->insert(entry);
}

void Journal::record_ended(const LedgerEntry& entry) {
  if (ledger_->close(entry) == Ledger::Closed::by_another) {
    ledger_->insert(entry);
    proof_ += 2;
  } else {
    proof_ += 1;
  }
  follow(entry);
}

void Journal::close_leftover() {
  const auto& half = situation_.history.half_done();
  if (!half || half->outcome != StepOutcome::running) return;
  LedgerEntry entry;
  entry.id = half->row;
  entry.statements_done = static_cast<std::int64_t>(half->statements_done);
  entry.cursor = half->cursor;
  entry.sent = half->sent;
  entry.error = "its program ended before it did";
  finish(entry, StepOutcome::interrupted, std::chrono::milliseconds(0));
  ledger_->close(entry);
}

bool Journal::has_leftovers() const {
  if (situation_.history.head() > set_.newest()) return false;
  return !situation_.row.settled() || situation_.row.marks != marks_;
}

bool Journal::is_begun(Version step) {
  const auto row = ledger_->read_version();
  return row && row->run == identity_.id && row->half_done == step;
}

void Journal::refresh_row() {
  VersionRow& row = situation_.row;
  const History& history = situation_.history;
  if (row.head != history.head() || row.chain != history.chain()) {
    row.program = identity_.program.name;
    row.release = identity_.program.release;
    row.newest = identity_.newest.is_base() ? std::nullopt : std::optional(identity_.newest);
  }
  row.head = history.head();
  row.chain = history.chain();
  row.sealed = seal(history.chain(), history.versions());
  row.marks = marks_;
}

void Journal::fill_in_run(std::optional<Version> half_done) {
  refresh_row();
  VersionRow& row = situation_.row;
  row.floor = floor_in_run_;
  row.half_done = half_done;
  row.run = identity_.id;
  row.run_by = identity_.host + ":" + std::to_string(identity_.pid);
}

void Journal::fill_at_end() {
  refresh_row();
  VersionRow& row = situation_.row;
  row.floor = floor_of(set_, situation_.history, std::nullopt);
  row.half_done.reset();
  row.run.clear();
  row.run_by.clear();
  // Whoever reaches the version that a descent left has undone that descent.
  const auto reached = [&row](const Mark& mark) { return mark.left <= row.head; };
  row.marks.erase(std::remove_if(row.marks.begin(), row.marks.end(), reached), row.marks.end());
}

std::vector<std::string> Journal::text_of_rows() {
  std::vector<std::string> statements = ledger_->text_of(unwritten_);
  unwritten_.clear();
  return statements;
}

std::vector<std::string> Journal::text() {
  std::vector<std::string> statements = text_of_rows();
  statements.push_back(ledger_->text_of(situation_.row));
  situation_.row.stored = true;
  return statements;
}

std::vector<std::string> Journal::text_in_run(std::optional<Version> half_done) {
  fill_in_run(half_done);
  return text();
}

std::vector<std::string> Journal::text_at_end() {
  fill_at_end();
  return text();
}

void Journal::write_row() {
  ledger_->write_version(situation_.row);
  situation_.row.stored = true;
}

void Journal::write_in_run(std::optional<Version> half_done) {
  fill_in_run(half_done);
  write_row();
}

void Journal::write_at_end() {
  fill_at_end();
  write_row();
}

void Journal::note_commit() noexcept {
  committed_ = situation_.row;
  committed_proof_ = proof_;
}

void Journal::record_failure(LedgerEntry& entry, std::optional<Version> half_done) {
  if (entry.id != 0) {
    ledger_->close(entry);
  } else {
    entry.id = ledger_->insert(entry);
  }
  // What is applied is asked of the database: the history here has the steps that were rolled back.
  situation_.history = ledger_->read_history();
  VersionRow row = committed_;
  row.half_done = half_done;
  row.floor = floor_of(set_, situation_.history, half_done);
  ledger_->write_end_of_run(row, identity_.id);
}

void Journal::write_as_found(std::optional<Version> half_done) {
  situation_.history = ledger_->read_history();
  refresh_row();
  situation_.row.half_done = half_done;
  situation_.row.floor = floor_of(set_, situation_.history, half_done);
  situation_.row.run.clear();
  situation_.row.run_by.clear();
  write_row();
}

}  // namespace rung
