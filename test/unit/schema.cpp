#include <catch2/catch.hpp>

#include <rung/schema.hpp>

using rung::Schema;
using rung::SchemaObject;

namespace {

SchemaObject job() { return {"table", "", "job", {{"columns", "id, state"}}}; }
SchemaObject state() {
  return {"column", "job", "state", {{"type", "text"}, {"default", "'queued'"}, {"collation", ""}}};
}
SchemaObject audit() { return {"function", "", "audit()", {{"definition", "begin\nend"}}}; }

}  // namespace

TEST_CASE("an image is the same in whatever order its objects and properties were read") {
  SchemaObject reversed = state();
  std::swap(reversed.properties.front(), reversed.properties.back());
  const Schema one({job(), state(), audit()});
  const Schema other({audit(), reversed, job()});
  CHECK(one == other);
  CHECK(to_string(one) == to_string(other));
  CHECK(fingerprint(one) == fingerprint(other));
}

TEST_CASE("an image as text has a line for each object and property, and parts below their table") {
  CHECK(to_string(Schema({state(), audit(), job()})) ==
        "function audit()\n"
        "  definition: begin\n"
        "    end\n"
        "table job\n"
        "  columns: id, state\n"
        "  column state\n"
        "    default: 'queued'\n"
        "    type: text\n");
  CHECK(to_string(Schema{}).empty());
}

TEST_CASE("an object is found by kind, parent and name") {
  const Schema schema({job(), state(), {"index", "job", "state", {}}});
  REQUIRE(schema.find("column", "job", "state") != nullptr);
  CHECK(schema.find("column", "job", "state")->property("default") == "'queued'");
  CHECK(schema.find("column", "job", "state")->property("collation").empty());
  CHECK(schema.find("column", "job", "id") == nullptr);
  CHECK(schema.find("column", "", "state") == nullptr);
  REQUIRE(schema.find("table", "", "job") != nullptr);
  CHECK(schema.find("table", "", "job")->property("columns") == "id, state");
}

TEST_CASE("a changed value is another image") {
  SchemaObject changed = state();
  changed.properties.front().value = "integer";
  CHECK(Schema({job(), state()}) != Schema({job(), changed}));
  CHECK(fingerprint(Schema({job(), state()})) != fingerprint(Schema({job(), changed})));
}
