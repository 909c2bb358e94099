#include <catch2/catch.hpp>

#include <rung/release_map.hpp>

using rung::Release;
using rung::ReleaseMap;
using rung::Version;

TEST_CASE("a release map finds a version by its exact name") {
  const ReleaseMap map{{"v1.0", 10}, {"v1.4", 30, Release::Stop::required}, {"v0", Version::base()}};
  CHECK(map.find("v1.4") == Version{30});
  CHECK(map.find("v0") == Version::base());
  CHECK_FALSE(map.find("V1.4"));
  CHECK_FALSE(map.find("v1"));
}

TEST_CASE("of several releases with one version, the last that was written counts") {
  const ReleaseMap map{{"v1.0", 10}, {"v1.0.1", 10}, {"v1.4", 30}};
  CHECK(map.last_name_of(10) == "v1.0.1");
  CHECK(map.last_name_of(20).empty());
}

TEST_CASE("a misspelt release has a nearest one") {
  const ReleaseMap map{{"v1.0", 10}, {"v1.4", 30}};
  CHECK(map.nearest("1.4") == "v1.4");
  CHECK(map.nearest("something else").empty());
}

TEST_CASE("a copy of a release map keeps its names alive") {
  ReleaseMap copy;
  {
    const ReleaseMap map{{"a-release-with-a-name-that-is-too-long-to-be-kept-in-place", 10}};
    copy = map;
  }
  CHECK(copy.find("a-release-with-a-name-that-is-too-long-to-be-kept-in-place") == Version{10});
}
