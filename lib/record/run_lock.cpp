#include <algorithm>
#include <utility>

#include <rung/error.hpp>

#include "record/run.hpp"

namespace rung {

Locker::Attempt Run::try_lock() {
  if (begun_) return *std::exchange(begun_, std::nullopt);
  Locker& locker = ports_->locker();
  const Ledger& ledger = first().ledger();
  for (;;) {
    try {
      auto attempt = locker.try_begin(ledger.version_table(), ledger.version_query());
      ledger_exists_ = true;
      return attempt;
    } catch (const Failure& failure) {
      if (failure.kind() != Failure::Kind::no_such_table) throw;
    }
    // A missing table may have ended the transaction, so now it is only asked for.
    auto attempt = locker.try_begin(ledger.version_table(), ledger.existence_query());
    ledger_exists_ = attempt.rows && !attempt.rows->empty();
    if (attempt.result != Locker::Attempt::Result::locked || !ledger_exists_) {
      attempt.rows.reset();
      return attempt;
    }
    // It was created between the two attempts.
    ports_->executor().rollback();
  }
}

std::vector<VersionRow> Run::rows_under_lock(const Locker::Attempt& attempt) {
  std::vector<VersionRow> rows;
  for (CatalogRun& catalog : catalogs_) {
    if (!attempt.rows) {
      rows.emplace_back();
    } else if (rows.empty()) {
      rows.push_back(catalog.ledger().parse_version(*attempt.rows));
    } else {
      rows.push_back(catalog.ledger().read_version().value_or(VersionRow{}));
    }
  }
  return rows;
}

bool Run::look_while_waiting(const Rows& rows, std::string& last_seen) {
  const VersionRow row = first().ledger().parse_version(rows);
  const auto has_nothing_left = [&](CatalogRun& catalog) {
    const auto its_row = &catalog == &first() ? row : catalog.ledger().read_version();
    return its_row && catalog.has_nothing_left(*its_row);
  };
  if (std::all_of(catalogs_.begin(), catalogs_.end(), has_nothing_left)) return true;
  if (row.changed != last_seen) patience_->note_progress();
  last_seen = row.changed;
  return false;
}

std::optional<std::vector<VersionRow>> Run::lock() {
  patience_->start();
  first().ledger().locate();
  std::string last_seen;
  std::string holder;
  for (;;) {
    const auto attempt = try_lock();
    if (attempt.result == Locker::Attempt::Result::locked) return rows_under_lock(attempt);
    if (attempt.rows && look_while_waiting(*attempt.rows, last_seen)) return std::nullopt;
    if (patience_->is_time_to_tell() || holder.empty()) {
      const std::string now = ports_->locker().holder(first().ledger().version_table());
      // How far it is stands in there.
      if (now != holder) patience_->note_progress();
      holder = now;
    }
    if (!patience_->pause(holder)) {
      throw LockError(holder, patience_->waited(),
                      "another session holds the migration lock: " + holder +
                          "\nstate: " + to_string(state()) +
                          "\nRun again when it is done, or wait longer with `--lock-wait`",
                      state());
    }
  }
}

}  // namespace rung
