#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/shop.hpp"

namespace rung::test {
namespace {

using Json = nlohmann::ordered_json;

Words keys(const Json& object) {
  Words keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

Json status(const Shop& shop) {
  const Ended ended = shop.rung({"status", "--json"});
  INFO(ended.err);
  REQUIRE(ended.exit_code == 0);
  return Json::parse(ended.out);
}

}  // namespace

TEST_CASE("status --json has the contract's keys in the contract's order") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  const Json found = status(shop);
  CHECK(keys(found) == Words{"catalog", "state", "version", "release", "newest", "floor", "holds",
                             "written_by", "applied", "pending", "targets"});
  CHECK(found["catalog"] == "main");
  CHECK(found["state"] == "behind");
  CHECK(found["version"] == 2);
  CHECK(found["release"] == "v1.4");
  CHECK(found["newest"] == 3);
  CHECK(found["floor"] == 2);
  CHECK(found["holds"].empty());
  CHECK(found["written_by"] == "v2.0");
  CHECK(found["applied"] == 2);
  CHECK(found["pending"] == Json::parse(R"([{"version": 3, "name": "create_note"}])"));
  REQUIRE(found["targets"].size() == 3);
  CHECK(keys(found["targets"][0]) == Words{"release", "version", "steps", "reachable", "why"});
  CHECK(found["targets"][1] ==
        Json::parse(R"({"release": "v1.4", "version": 2, "steps": 0, "reachable": true, "why": null})"));
  CHECK(found["targets"][2] ==
        Json::parse(R"({"release": "v2.0", "version": 3, "steps": 1, "reachable": true, "why": null})"));
}

TEST_CASE("status --json says for a release that cannot be reached how far it is, and why not") {
  const Shop shop;
  shop.remove("0002_add_title.down.sql");
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  const Json target = status(shop)["targets"][0];
  CHECK(target["release"] == "v1.3.0");
  CHECK(target["steps"] == -2);
  CHECK(target["reachable"] == false);
  CHECK(holds(target["why"].get<std::string>(), "add_title"));
}

TEST_CASE("status --json names each state of a database") {
  const Shop shop;
  shop.file().execute("vacuum");
  CHECK(status(shop)["state"] == "empty");
  CHECK(status(shop)["version"] == 0);
  CHECK(status(shop)["release"].is_null());
  CHECK(status(shop)["written_by"].is_null());
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  CHECK(status(shop)["state"] == "current");
  REQUIRE(shop.rung({"downgrade", "--to", "v1.4"}).exit_code == 0);
  CHECK(status(shop)["state"] == "held");
  CHECK(status(shop)["holds"] == Json::array({"v2.0 (left 3 for 2)"}));
  REQUIRE(shop.rung({"upgrade", "--release-hold"}).exit_code == 0);
  shop.remove("0003_create_note.up.sql");
  shop.remove("0003_create_note.down.sql");
  shop.write("releases.txt", "v1.4 2\n");
  CHECK(status(shop)["state"] == "ahead");
  shop.file().execute("update rung_version set floor = 2");
  CHECK(status(shop)["state"] == "ahead_compatible");
  shop.write("0001_create_task.up.sql", "create table task (id integer);");
  CHECK(status(shop)["state"] == "diverged");
}

TEST_CASE("history --json is an array of the ledger's rows with the columns' names") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "1"}).exit_code == 0);
  const Json rows = Json::parse(shop.rung({"history", "--json"}).out);
  REQUIRE(rows.is_array());
  REQUIRE(rows.size() == 1);
  CHECK(keys(rows[0]) == shop.file().rows("select name from pragma_table_info('rung_ledger')"));
  CHECK(rows[0]["catalog"] == "main");
  CHECK(rows[0]["version"] == 1);
  CHECK(rows[0]["name"] == "create_task");
  CHECK(rows[0]["direction"] == "up");
  CHECK(rows[0]["outcome"] == "done");
  CHECK(rows[0]["checksum"].get<std::string>().size() == 64);
  CHECK(rows[0]["cursor"].is_null());
  CHECK(rows[0]["error"].is_null());
  shop.file().execute(
      "delete from rung_ledger; update rung_version set head = 0, chain = printf('%064d', 0)");
  CHECK(Json::parse(shop.rung({"history", "--json"}).out) == Json::array());
}

}  // namespace rung::test
