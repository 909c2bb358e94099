#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <rung/checksum.hpp>
#include <rung/ledger_entry.hpp>
#include <rung/migration_set.hpp>
#include <rung/version.hpp>

namespace rung {

/// A migration that is applied, as the ledger tells it.
struct AppliedMigration {
  Version version;
  std::string name;
  std::int64_t order = 0;          ///< The ledger row that applied it: a higher one is a later one.
  std::vector<Checksum> accepted;  ///< Recorded since it was last applied; the last is the one in the chain.

  [[nodiscard]] bool accepts(const Checksum& checksum) const;
};

/// A step outside a transaction that took effect in part, or was cut off before its first statement was known
/// to.
struct HalfDoneStep {
  std::int64_t row = 0;
  Version version;
  Direction direction = Direction::up;
  std::uint64_t statements_done = 0;
  std::string cursor;
  std::string sent;  ///< The hash of the statement whose answer is not known; empty if none was sent.
  StepOutcome outcome = StepOutcome::running;
};

/// What is applied: a fold over the ledger's rows, oldest first, and over the steps of a run as they are
/// executed.
class History {
 public:
  History() = default;
  explicit History(const std::vector<LedgerEntry>& entries);

  /// The next row of the ledger. Looked at are id, version, name, direction, checksum, outcome, statements
  /// done, cursor and sent.
  void add(const LedgerEntry& entry);

  /// Ascending by version.
  [[nodiscard]] const std::vector<AppliedMigration>& applied() const noexcept { return applied_; }
  [[nodiscard]] const AppliedMigration* find(Version version) const noexcept;
  /// The highest applied version; `base` if there is none.
  [[nodiscard]] Version head() const noexcept;
  [[nodiscard]] const Checksum& chain() const { return link().chain; }
  /// `extend_versions` over the applied ones.
  [[nodiscard]] const Checksum& versions() const { return link().versions; }
  [[nodiscard]] const std::optional<HalfDoneStep>& half_done() const noexcept { return half_done_; }

  void apply(Version version, std::string name, const Checksum& checksum, std::int64_t order);
  void remove(Version version);
  void accept(Version version, const Checksum& checksum);

 private:
  struct Link {
    Checksum chain;
    Checksum versions;
  };

  std::size_t place_of(Version version) const noexcept;
  [[nodiscard]] const Link& link() const;

  std::vector<AppliedMigration> applied_;
  /// After each applied migration, as far as it is known: a change in the middle forgets what is behind it.
  mutable std::vector<Link> links_;
  std::optional<HalfDoneStep> half_done_;
};

/// The floor (semantics.md §3): the oldest version that can work on what is applied, and on a step that is
/// half-done.
Version floor_of(const MigrationSet& set, const History& history, std::optional<Version> half_done);

}  // namespace rung
