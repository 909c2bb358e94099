#include "text_hash.hpp"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

using rung::Checksum;
using rung::checksum_of_routine;
using rung::checksum_of_text;
using rung::TextHash;

namespace {

// Given whole, and in two blocks cut at every place.
std::string hash_of(std::string_view text) {
  const Checksum whole = checksum_of_text(text);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    TextHash hash;
    hash.add(text.substr(0, cut));
    hash.add(text.substr(cut));
    REQUIRE(hash.finish() == whole);
  }
  TextHash bytewise;
  for (std::size_t i = 0; i < text.size(); ++i) bytewise.add(text.substr(i, 1));
  REQUIRE(bytewise.finish() == whole);
  return whole.digits();
}

}  // namespace

// Golden values, computed by another program (sha256sum): they stand in ledgers, and never change.
TEST_CASE("a text's checksum is the SHA-256 of its bytes") {
  CHECK(hash_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("line ends do not change the checksum, except a CR that no LF follows") {
  const std::string plain = hash_of("create table t(\n  a int\n);\n");
  CHECK(plain == "bf01795560decec72c6a537137e0d48508fe7b70a77d9926e875fdd1605a969f");
  CHECK(hash_of("create table t(\r\n  a int\r\n);\r\n") == plain);
  CHECK(hash_of("create table t(\n  a int\r\n);\n") == plain);
  CHECK(hash_of("create table t(\r  a int\n);\n") != plain);
  CHECK(hash_of("a\r") != hash_of("a"));
  CHECK(hash_of("a\r\r\n") != hash_of("a\r\n"));
}

TEST_CASE("a byte-order mark at the start does not change the checksum") {
  CHECK(hash_of("\xEF\xBB\xBF"
                "select 1;\r\n") == hash_of("select 1;\n"));
  CHECK(hash_of("\xEF\xBB\xBF") == hash_of(""));
  SECTION("but one elsewhere, a second one, and half of one do") {
    CHECK(hash_of("a\xEF\xBB\xBF") != hash_of("a"));
    CHECK(hash_of("\xEF\xBB\xBF\xEF\xBB\xBF"
                  "a") != hash_of("a"));
    CHECK(hash_of("\xEF\xBB"
                  "a") == "faa40925e1696b61eaada48ecc25887778b13c50f80f9d0c67e78fb393e42e05");
    CHECK(hash_of("\xEF\xBB") != hash_of(""));
  }
}

TEST_CASE("a routine's checksum is that of its id") {
  CHECK(checksum_of_routine("split_name/1").digits() ==
        "ae43f7ee344c81e1e3a98eb6dab5c7d122b99cc3bdfca119c31bf03a129ee298");
  CHECK_FALSE(checksum_of_routine("split_name/1") == checksum_of_routine("split_name/2"));
}
