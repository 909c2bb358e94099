#include <algorithm>
#include <iterator>
#include <utility>

#include <rung/release_map.hpp>

#include "near_miss.hpp"

namespace rung {
namespace {

struct Owned {
  std::vector<Release> releases;
  std::vector<embedded::Release> rows;
};

}  // namespace

ReleaseMap::ReleaseMap(const std::vector<Release>& releases) {
  auto owned = std::make_shared<Owned>();
  owned->releases = releases;
  for (const Release& release : owned->releases) {
    owned->rows.push_back({release.name, release.version.number(), release.stop == Release::Stop::required});
  }
  data_ = owned->rows.data();
  size_ = owned->rows.size();
  owner_ = std::move(owned);
}

ReleaseMap::ReleaseMap(std::initializer_list<Release> releases)
    : ReleaseMap(std::vector<Release>(releases)) {}

std::optional<Version> ReleaseMap::find(std::string_view name) const noexcept {
  const auto* const found =
      std::find_if(begin(), end(), [name](const embedded::Release& release) { return release.name == name; });
  if (found == end()) return std::nullopt;
  return found->version == 0 ? Version::base() : Version{found->version};
}

std::string_view ReleaseMap::last_name_of(Version version) const noexcept {
  const auto rbegin = std::make_reverse_iterator(end());
  const auto rend = std::make_reverse_iterator(begin());
  const auto found = std::find_if(rbegin, rend, [version](const embedded::Release& release) {
    return release.version == version.number();
  });
  return found == rend ? std::string_view{} : found->name;
}

std::string_view ReleaseMap::nearest(std::string_view misspelt) const {
  std::vector<std::string_view> names;
  for (const embedded::Release& release : *this) names.push_back(release.name);
  return rung::nearest(misspelt, names);
}

}  // namespace rung
