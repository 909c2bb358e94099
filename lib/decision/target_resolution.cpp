#include "decision/target_resolution.hpp"

#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung {
namespace {

[[noreturn]] void refuse_unknown(const std::string& message) {
  throw PlanError(PlanError::Kind::unknown_target, {},
                  message + (message.back() == '?' ? " Nothing was touched" : ". Nothing was touched"));
}

/// The set's version that is nearest by number.
Version nearest_version(const MigrationSet& set, Version wanted) {
  const std::size_t above = set.count_up_to(wanted);
  if (above == 0) return set[0].version();
  const Version below = set[above - 1].version();
  if (above == set.size()) return below;
  const Version next = set[above].version();
  return next.number() - wanted.number() < wanted.number() - below.number() ? next : below;
}

struct Lookup {
  const MigrationSet& set;
  const History& history;

  ResolvedTarget operator()(Version version) const {
    if (version.is_base() || set.find(version)) return {version, {}};
    if (set.empty())
      refuse_unknown(fmt::format("this program knows no version {}: its set is empty", to_string(version)));
    refuse_unknown(fmt::format("this program knows no version {}; did you mean {}?", to_string(version),
                               to_string(nearest_version(set, version))));
  }

  ResolvedTarget operator()(Target::Newest) const { return {set.newest(), {}}; }

  ResolvedTarget operator()(Target::Steps steps) const {
    return {steps.count < 0 ? steps_down(static_cast<std::uint64_t>(-(steps.count + 1)) + 1)
                            : steps_up(static_cast<std::uint64_t>(steps.count)),
            {}};
  }

  ResolvedTarget operator()(const Target::Release& release) const {
    if (const auto version = set.releases().find(release.name)) return {*version, release.name};
    refuse_unknown(fmt::format("this program knows no release '{}'{}", release.name, hint(release.name)));
  }

  ResolvedTarget operator()(const Target::Named& named) const {
    if (const auto version = set.releases().find(named.text)) return {*version, named.text};
    if (const auto version = Version::parse(named.text)) return (*this)(*version);
    refuse_unknown(
        fmt::format("'{}' is no release or version that this program knows{}", named.text, hint(named.text)));
  }

 private:
  [[nodiscard]] std::string hint(std::string_view misspelt) const {
    const ReleaseMap releases = set.releases();
    const std::string_view near = releases.nearest(misspelt);
    if (!near.empty()) return fmt::format("; did you mean '{}'?", near);
    if (releases.empty()) return "; it has no release map, so name a version";
    return fmt::format("; the newest release that it knows is '{}'", (releases.end() - 1)->name);
  }

  [[nodiscard]] Version steps_up(std::uint64_t count) const {
    const std::size_t first = set.count_up_to(history.head());
    if (count == 0) return history.head();
    if (count > set.size() - first) {
      refuse_unknown(fmt::format("there are only {} steps up from {}, not {}", set.size() - first,
                                 to_string(history.head()), count));
    }
    return set[first + count - 1].version();
  }

  [[nodiscard]] Version steps_down(std::uint64_t count) const {
    const auto& applied = history.applied();
    if (count > applied.size()) {
      refuse_unknown(fmt::format("there are only {} steps down from {}, not {}", applied.size(),
                                 to_string(history.head()), count));
    }
    return count == applied.size() ? Version::base() : applied[applied.size() - count - 1].version;
  }
};

}  // namespace

ResolvedTarget resolve(const Target& target, const MigrationSet& set, const History& history,
                       Direction direction) {
  ResolvedTarget found = std::visit(Lookup{set, history}, target.value());
  const Version head = history.head();
  // The newest version of an older program is no wish to go down; that case is decided before.
  const bool wrong = direction == Direction::up ? found.version < head : found.version > head;
  if (wrong) {
    throw PlanError(
        PlanError::Kind::wrong_direction, {found.version},
        fmt::format("the database is at version {}, {} the target {}; nothing was touched. To go there: "
                    "`{} --to {}`",
                    to_string(head), direction == Direction::up ? "above" : "below", to_string(target),
                    direction == Direction::up ? "downgrade" : "upgrade", to_string(found.version)));
  }
  return found;
}

}  // namespace rung
