#include <string>

#include <catch2/catch.hpp>

#include <rung/checksum.hpp>

using rung::Checksum;
using rung::Version;

namespace {

// Computed with sha256sum: of "create table a(i);\n", then of "<64 zeros> 1 <that>\n", then of "<that>
// 20250813183355 <the first>\n".
constexpr const char* text_checksum = "9592bf02dcd17d0cf35640185eb0fd59ee9bbe4503e2d1702d4d8f8d43dfefe9";
constexpr const char* chain_of_one = "c58e2338e30ad1b1e879b34e5199bf76847d7fd10489466f58f0dfc40dd574aa";
constexpr const char* chain_of_two = "ec466e004cab5061a1cf7bf819cd948e70fbda01465439e99f82046fea9f86fb";

// Of "<64 zeros> 1\n", of "<that> 20250813183355\n"; and of "<chain_of_two> <versions_of_two>\n".
constexpr const char* versions_of_one = "dbd788aceb1d22857d6d3b1ab01f35ad4d7d0630e998f13df36a812cd9e7f38b";
constexpr const char* versions_of_two = "0edb139b2b0e3bd2cb262e4d3793ba6043a573e135ff7c3f6fb0a98ea894fd0c";
constexpr const char* seal_of_two = "3fa3da83ade01c9ceb86c8723d54c0206a7f7d967d9dccb4970293371d846e5c";

}  // namespace

TEST_CASE("a checksum is 64 lower-case hex digits") {
  CHECK(Checksum::parse(text_checksum)->digits() == text_checksum);
  CHECK_FALSE(Checksum::parse(""));
  CHECK_FALSE(Checksum::parse(std::string(63, 'a')));
  CHECK_FALSE(Checksum::parse(std::string(65, 'a')));
  CHECK_FALSE(Checksum::parse(std::string(64, 'A')));
  CHECK_FALSE(Checksum::parse(std::string(64, 'g')));
}

TEST_CASE("the chain of base is 64 zeros") { CHECK(Checksum{}.digits() == std::string(64, '0')); }

TEST_CASE("the chain is made as it always was") {
  const Checksum text = *Checksum::parse(text_checksum);
  const Checksum one = extend_chain(Checksum{}, Version{1}, text);
  CHECK(one.digits() == chain_of_one);
  CHECK(extend_chain(one, Version{20250813183355}, text).digits() == chain_of_two);
}

TEST_CASE("versions and their seal are made as they always were") {
  const Checksum one = extend_versions(Checksum{}, Version{1});
  CHECK(one.digits() == versions_of_one);
  const Checksum two = extend_versions(one, Version{20250813183355});
  CHECK(two.digits() == versions_of_two);
  CHECK(rung::seal(*Checksum::parse(chain_of_two), two).digits() == seal_of_two);
}
