#include <csignal>
#include <sstream>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/shop.hpp"

namespace rung::test {
namespace {

using Json = nlohmann::ordered_json;

/// Every line has to be an object of its own.
std::vector<Json> lines_of(const std::string& log) {
  std::vector<Json> lines;
  std::istringstream in(log);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

Words events_of(const std::vector<Json>& lines) {
  Words events;
  for (const Json& line : lines) events.push_back(line.at("event"));
  return events;
}

Words keys_of(const Json& object) {
  Words keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

/// Counts to a number, which takes some seconds.
std::string slow_sql() {
  return "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000000) select max(i) "
         "from n;";
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a log in JSON is an object a line, with names that stay") {
  const Shop shop;
  const Ended ended = shop.rung({"--log", "json", "upgrade", "--to", "2"});
  CHECK(ended.exit_code == 0);
  CHECK(holds(ended.out, "up   2 add_title ("));
  const std::vector<Json> lines = lines_of(ended.err);
  CHECK(events_of(lines) == Words{"run_started", "plan_made", "segment_started", "step_started", "step_done",
                                  "step_started", "step_done", "run_done"});
  CHECK(keys_of(lines[0]) == Words{"time", "event", "run", "catalog", "program", "release"});
  CHECK(keys_of(lines[1]) == Words{"time", "event", "run", "from", "to", "steps", "segments", "warnings"});
  CHECK(keys_of(lines[2]) == Words{"time", "event", "run", "first", "steps", "transaction"});
  CHECK(keys_of(lines[3]) == Words{"time", "event", "run", "direction", "version", "name"});
  CHECK(keys_of(lines[4]) == Words{"time", "event", "run", "direction", "version", "name", "elapsed_ms"});
  CHECK(keys_of(lines[7]) == Words{"time", "event", "run", "from", "to", "steps", "waited_ms"});
  CHECK(lines[4]["version"] == 1);
  CHECK(lines[7]["to"] == 2);
  const std::string time = lines[0]["time"];
  CHECK(time.size() == std::string_view("2026-11-27T07:23:00.057Z").size());
  for (const Json& line : lines) CHECK(line["run"] == lines[0]["run"]);
}

TEST_CASE("a log in JSON ends with the error, whatever it is") {
  const Shop shop;
  shop.write("0003_create_note.up.sql", "create table task (note text);");
  const std::vector<Json> lines = lines_of(shop.rung({"--log", "json", "upgrade"}).err);
  CHECK(keys_of(lines.back()) == Words{"time", "event", "exit_code", "state", "may_retry", "message"});
  CHECK(lines.back()["event"] == "error");
  CHECK(lines.back()["exit_code"] == 5);
  CHECK(holds(lines.back()["message"].get<std::string>(), "task already exists"));
  shop.write("0003_create_note.up.sql", "select 'open");
  const std::vector<Json> refused = lines_of(shop.rung({"--log", "json", "status"}).err);
  CHECK(events_of(refused) == Words{});
  shop.write("0003_create_note.up.sql", "\xFF");
  const std::vector<Json> unread = lines_of(shop.rung({"--log", "json", "status"}).err);
  REQUIRE(events_of(unread) == Words{"error"});
  CHECK(unread[0]["exit_code"] == 3);
  CHECK(shop.rung({"--log", "yaml", "status"}).exit_code == 2);
}

TEST_CASE("a log in JSON tells what is waited for") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  const std::vector<Json> lines = lines_of(shop.rung({"--log", "json", "wait", "--timeout", "50ms"}).err);
  REQUIRE(events_of(lines) == Words{"waiting", "error"});
  CHECK(keys_of(lines[0]) == Words{"time", "event", "for", "waited_ms"});
  CHECK(holds(lines[0]["for"].get<std::string>(), "this program needs 3"));
  CHECK(lines[1]["exit_code"] == 7);
}

TEST_CASE("a log in JSON is whole to its last line when the program is killed") {
  const Shop shop;
  shop.write("0003_create_note.up.sql", slow_sql());
  Subprocess program(shop.words_on(shop.url(), {"--log", "json", "upgrade"}));
  REQUIRE(program.complains("\"version\":3"));
  program.send(SIGKILL);
  const Ended ended = program.wait();
  CHECK(ended.signal == SIGKILL);
  CHECK(events_of(lines_of(ended.err)).back() == "step_started");
}

TEST_CASE("on a terminal a slow statement is no silence, and what was shown is taken away") {
  const Shop shop;
  shop.write("0003_create_note.up.sql", slow_sql());
  std::string command;
  for (const std::string& word : shop.words_on(shop.url(), {"upgrade"})) command += "'" + word + "' ";
  Subprocess program({"/usr/bin/script", "-qec", command, "/dev/null"});
  // Twice in a second, were it not for a busy machine.
  REQUIRE(program.prints(" 2/3 up 3 create_note\x1b[K", 4));
  program.send(SIGTERM);
  const std::string shown = program.wait().out;
  CHECK(holds(shown, "[=============>      ] 2/3 up 3 create_note"));
  CHECK(holds(shown, "\r\x1b[Kup   1 create_task ("));

  const Shop quick;
  command.clear();
  for (const std::string& word : quick.words_on(quick.url(), {"--no-progress", "upgrade"}))
    command += "'" + word + "' ";
  CHECK(count(run({"/usr/bin/script", "-qec", command, "/dev/null"}).out, "\r\x1b[K") == 0);
}

TEST_CASE("where nobody looks, nothing is painted") {
  const Shop shop;
  const Ended ended = shop.rung({"upgrade"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.err.empty());
}

}  // namespace rung::test
