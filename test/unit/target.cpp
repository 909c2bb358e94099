#include <catch2/catch.hpp>

#include <rung/target.hpp>

using rung::Target;
using rung::Version;

TEST_CASE("what a person types becomes a target") {
  CHECK(std::get<Version>(Target::parse("base").value()).is_base());
  CHECK(std::holds_alternative<Target::Newest>(Target::parse("newest").value()));
  CHECK(std::get<Target::Steps>(Target::parse("+1").value()).count == 1);
  CHECK(std::get<Target::Steps>(Target::parse("-2").value()).count == -2);
  CHECK(std::get<Target::Named>(Target::parse("v1.4").value()).text == "v1.4");
  CHECK(std::get<Target::Named>(Target::parse("30").value()).text == "30");
}

TEST_CASE("a sign without a whole number is a name, which no release has") {
  for (const char* text : {"+", "-", "+x", "-1.5", "--2", "+99999999999999999999"}) {
    CAPTURE(text);
    CHECK(std::get<Target::Named>(Target::parse(text).value()).text == text);
  }
}

TEST_CASE("a target is written as it is typed") {
  for (const char* text : {"base", "newest", "+1", "-2", "v1.4", "30"})
    CHECK(to_string(Target::parse(text)) == text);
  CHECK(to_string(Target::version(7)) == "7");
  CHECK(to_string(Target::release("v2")) == "v2");
}
