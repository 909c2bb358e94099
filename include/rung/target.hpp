#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include <rung/version.hpp>

namespace rung {

/// Where a run is to go. A value; whether it exists is decided when a plan is made.
class Target {
 public:
  /// Exactly this version, which must be known.
  static Target version(Version version) { return Target{version}; }
  /// The version that the release map gives this name.
  static Target release(std::string name) { return Target{Release{std::move(name)}}; }
  /// The set's newest version.
  static Target newest() { return Target{Newest{}}; }
  /// The empty catalog.
  static Target base() { return Target{Version::base()}; }
  /// `count` steps from the head: up if positive, down if negative. More steps than there are is refused; 0
  /// is nothing to do.
  static Target steps(std::int64_t count) { return Target{Steps{count}}; }

  /// What a person types: `base`, `newest`, `+1`, `-2`, else a name, which is looked up as a release first,
  /// then as a version. Never throws: a name that is neither is refused by the plan, with the nearest that is
  /// known.
  static Target parse(std::string_view text);

  struct Newest {};
  /// So many steps from where the database is.
  struct Steps {
    std::int64_t count;  ///< Up if positive, down if negative.
  };
  /// The version that the set's map gives this release.
  struct Release {
    std::string name;  ///< As the map names it.
  };
  /// A release or a version, whichever is known by this text.
  struct Named {
    std::string text;  ///< As a person wrote it.
  };
  using Value = std::variant<Version, Newest, Steps, Release, Named>;  ///< Every way to name a place.

  /// Which of them it is.
  [[nodiscard]] const Value& value() const noexcept { return value_; }

 private:
  explicit Target(Value value) : value_(std::move(value)) {}

  Value value_;
};

/// As a person would type it.
std::string to_string(const Target& target);

}  // namespace rung
