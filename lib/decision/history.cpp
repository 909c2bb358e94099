#include "decision/history.hpp"

#include <algorithm>
#include <utility>

namespace rung {
namespace {

bool is_below(const AppliedMigration& migration, Version version) { return migration.version < version; }

}  // namespace

bool AppliedMigration::accepts(const Checksum& checksum) const {
  return std::find(accepted.begin(), accepted.end(), checksum) != accepted.end();
}

History::History(const std::vector<LedgerEntry>& entries) {
  for (const LedgerEntry& entry : entries) add(entry);
}

void History::add(const LedgerEntry& entry) {
  const Checksum checksum = Checksum::parse(entry.checksum).value_or(Checksum{});
  switch (entry.outcome) {
    case StepOutcome::done:
    case StepOutcome::adopted:
      half_done_.reset();
      if (entry.direction == Direction::up) {
        apply(entry.version, entry.name, checksum, entry.id);
      } else {
        remove(entry.version);
      }
      break;
    case StepOutcome::accepted:
      accept(entry.version, checksum);
      // Of a half-done step: how much of its new text was accepted as done.
      if (half_done_ && half_done_->version == entry.version) {
        half_done_->statements_done = static_cast<std::uint64_t>(entry.statements_done);
        half_done_->cursor = entry.cursor;
        half_done_->sent.clear();
        half_done_->outcome = StepOutcome::accepted;
      }
      break;
    case StepOutcome::running:
    case StepOutcome::failed:
    case StepOutcome::interrupted:
      // A failed step in a transaction did nothing; it has no cursor.
      if (entry.outcome == StepOutcome::failed && entry.cursor.empty()) break;
      half_done_ = HalfDoneStep{
          entry.id,     entry.version, entry.direction, static_cast<std::uint64_t>(entry.statements_done),
          entry.cursor, entry.sent,    entry.outcome};
      break;
  }
}

std::size_t History::place_of(Version version) const noexcept {
  return static_cast<std::size_t>(std::lower_bound(applied_.begin(), applied_.end(), version, is_below) -
                                  applied_.begin());
}

const AppliedMigration* History::find(Version version) const noexcept {
  const std::size_t place = place_of(version);
  return place < applied_.size() && applied_[place].version == version ? &applied_[place] : nullptr;
}

Version History::head() const noexcept {
  return applied_.empty() ? Version::base() : applied_.back().version;
}

const History::Link& History::link() const {
  static const Link of_base;
  for (std::size_t i = links_.size(); i < applied_.size(); ++i) {
    const Link& before = i == 0 ? of_base : links_[i - 1];
    links_.push_back({extend_chain(before.chain, applied_[i].version, applied_[i].accepted.back()),
                      extend_versions(before.versions, applied_[i].version)});
  }
  return links_.empty() ? of_base : links_.back();
}

void History::apply(Version version, std::string name, const Checksum& checksum, std::int64_t order) {
  remove(version);
  const std::size_t place = place_of(version);
  links_.resize(std::min(links_.size(), place));
  applied_.insert(applied_.begin() + static_cast<std::ptrdiff_t>(place),
                  {version, std::move(name), order, {checksum}});
}

void History::remove(Version version) {
  const std::size_t place = place_of(version);
  if (place == applied_.size() || applied_[place].version != version) return;
  links_.resize(std::min(links_.size(), place));
  applied_.erase(applied_.begin() + static_cast<std::ptrdiff_t>(place));
}

void History::accept(Version version, const Checksum& checksum) {
  const std::size_t place = place_of(version);
  if (place == applied_.size() || applied_[place].version != version) return;
  links_.resize(std::min(links_.size(), place));
  applied_[place].accepted.push_back(checksum);
}

Version floor_of(const MigrationSet& set, const History& history, std::optional<Version> half_done) {
  const auto floor_of_one = [&set](Version version) {
    const auto known = set.find(version);
    return known ? known->oldest_reader() : version;
  };
  Version floor = half_done ? floor_of_one(*half_done) : Version::base();
  for (const AppliedMigration& applied : history.applied())
    floor = std::max(floor, floor_of_one(applied.version));
  return floor;
}

}  // namespace rung
