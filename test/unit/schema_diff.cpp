#include <catch2/catch.hpp>

#include <rung/schema_diff.hpp>

using rung::ColumnOrder;
using rung::Schema;
using rung::SchemaObject;

namespace {

std::vector<SchemaObject> job_queue() {
  return {{"table", "", "job", {{"columns", "id, state, name"}}},
          {"column", "job", "id", {{"type", "integer"}}},
          {"column", "job", "name", {{"type", "text"}}},
          {"column", "job", "state", {{"type", "text"}, {"default", "'queued'"}}},
          {"index", "job", "job_by_state", {{"columns", "state"}}},
          {"view", "", "busy", {{"definition", "select\n  id\nfrom job"}}}};
}

/// The differences from the job queue to what `change` makes of it: "name | sentence".
template <typename Change>
std::vector<std::string> differences(const Change& change, ColumnOrder order = ColumnOrder::compared) {
  std::vector<SchemaObject> objects = job_queue();
  change(objects);
  std::vector<std::string> found;
  for (const auto& difference : diff(Schema(job_queue()), Schema(std::move(objects)), order))
    found.push_back(name_of(difference) + " | " + to_string(difference));
  return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("equal images have no difference") {
  CHECK(differences([](auto&) {}).empty());
}

TEST_CASE("an object that is gone, or new, is named with the table it stands at") {
  CHECK(differences([](auto& objects) { objects.erase(objects.begin() + 4); }) ==
        Found{"index job.job_by_state | index job_by_state of job is missing"});
  CHECK(differences([](auto& objects) {
          objects.push_back({"trigger", "job", "audit", {}});
        }) == Found{"trigger job.audit | trigger audit of job is there, and was not before"});
}

TEST_CASE("a table that is gone, or new, is told once, without its parts") {
  CHECK(differences([](auto& objects) { objects.erase(objects.begin(), objects.begin() + 5); }) ==
        Found{"table job | table job is missing"});
  CHECK(differences([](auto& objects) {
          objects.push_back({"table", "", "tag", {{"columns", "id"}}});
          objects.push_back({"column", "tag", "id", {}});
        }) == Found{"table tag | table tag is there, and was not before"});
}

TEST_CASE("a property that is another one, gone, or new, is told with both values") {
  CHECK(differences([](auto& objects) { objects[3].properties[1].value = "'done'"; }) ==
        Found{"column job.state: default | column state of job: default is 'done', and was 'queued'"});
  CHECK(differences([](auto& objects) { objects[3].properties.pop_back(); }) ==
        Found{"column job.state: default | column state of job: default is missing; it was 'queued'"});
  CHECK(differences([](auto& objects) {
          objects[2].properties.push_back({"comment", "as people say"});
        }) ==
        Found{"column job.name: comment | column name of job: comment is as people say, and there was none"});
}

TEST_CASE("what an object is or is not is told as such") {
  const auto unique = [](auto& objects) { objects[4].properties.push_back({"unique", "yes"}); };
  CHECK(differences(unique) ==
        Found{"index job.job_by_state: unique | index job_by_state of job is `unique`, and was not"});
  const Schema before({{"index", "job", "i", {{"unique", "yes"}}}});
  const auto back = diff(before, Schema({{"index", "job", "i", {}}}));
  REQUIRE(back.size() == 1);
  CHECK(to_string(back.front()) == "index i of job is not `unique` any more");
}

TEST_CASE("of a long value only the lines that changed are told") {
  CHECK(differences([](auto& objects) { objects[5].properties[0].value = "select\n  id, name\nfrom job"; }) ==
        Found{"view busy: definition | view busy: definition is another one (- before, + now)\n"
              "  -   id\n"
              "  +   id, name"});
  CHECK(differences([](auto& objects) { objects[5].properties[0].value = "select\n  id\n  id\nfrom job"; }) ==
        Found{"view busy: definition | view busy: definition is another one (- before, + now)\n"
              "  +   id"});
}

TEST_CASE("the order of columns is compared, unless it is said to mean nothing") {
  const auto turn = [](auto& objects) { objects[0].properties[0].value = "id, name, state"; };
  CHECK(
      differences(turn) ==
      Found{"table job: column order | table job: column order is id, name, state, and was id, state, name"});
  CHECK(differences(turn, ColumnOrder::ignored).empty());
}

TEST_CASE("a column that is new or gone does not change the order of the others") {
  CHECK(differences([](auto& objects) {
          objects[0].properties[0].value = "extra, id, name";
          objects[3] = {"column", "job", "extra", {}};
        }) == Found{"column job.extra | column extra of job is there, and was not before",
                    "column job.state | column state of job is missing"});
}

TEST_CASE("a view in place of a table is one object less, and one more") {
  CHECK(differences([](auto& objects) {
          objects.erase(objects.begin(), objects.begin() + 5);
          objects.push_back({"view", "", "job", {}});
        }) == Found{"table job | table job is missing", "view job | view job is there, and was not before"});
}
