#include "decision/mark.hpp"

#include <catch2/catch.hpp>

using rung::Binding;
using rung::Mark;
using rung::parse_marks;

TEST_CASE("marks are stored as they always were, and read back") {
  const std::vector<Mark> marks{{40, 30, Binding::yes, {"v2.0", "v2.0.1"}},
                                {50, rung::Version::base(), Binding::no, {}}};
  const std::string stored = "40 30 hold v2.0 v2.0.1\n50 base free\n";
  CHECK(to_string(marks) == stored);
  CHECK(parse_marks(stored).marks == marks);
  CHECK(parse_marks(stored).unread.empty());
  CHECK(parse_marks("").marks.empty());
}

TEST_CASE("what a newer format has put among the marks is kept as it is") {
  const rung::StoredMarks stored = parse_marks("lease 40 30\n40 30 hold v2.0\nx\n40 30 perhaps\n");
  CHECK(stored.marks == std::vector<Mark>{{40, 30, Binding::yes, {"v2.0"}}});
  CHECK(stored.unread == "lease 40 30\nx\n40 30 perhaps\n");
}

TEST_CASE("a mark means the programs with its version, and of those the releases that it names") {
  const Mark named{40, 30, Binding::yes, {"v2.0"}};
  CHECK(rung::means(named, 40, "v2.0"));
  CHECK_FALSE(rung::means(named, 40, "v2.0.1"));
  CHECK_FALSE(rung::means(named, 41, "v2.0"));
}

TEST_CASE("a release that is unknown on either side cannot be told apart") {
  CHECK(rung::means({40, 30, Binding::yes, {"v2.0"}}, 40, ""));
  CHECK(rung::means({40, 30, Binding::yes, {}}, 40, "v2.0.1"));
}
