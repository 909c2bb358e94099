// Judges that know nothing of the reader: a count of words, and SQLite itself.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/load_directory.hpp>
#include <rung/read_schema.hpp>
#include <rung/upgrader.hpp>

using namespace rung;  // NOLINT(google-build-using-namespace): a test of many of its names

namespace {

/// How often the tables' texts say CHECK. None of the histories has the word in a string or a comment.
std::size_t checks_in_text(soci::session& session) {
  static const std::regex check("\\bcheck *\\(", std::regex::icase);
  std::size_t count = 0;
  const soci::rowset<std::string> rows =
      (session.prepare << "select sql from sqlite_schema where type = 'table' and name not like 'rung%'");
  for (const std::string& sql : rows)
    count += static_cast<std::size_t>(std::distance(std::sregex_iterator(sql.begin(), sql.end(), check), {}));
  return count;
}

std::size_t checks_in(const Schema& schema) {
  std::size_t count = 0;
  for (const SchemaObject& object : schema.objects()) count += object.kind == "check" ? 1U : 0U;
  return count;
}

/// Throws soci::soci_error if SQLite does not take one of the image's expressions.
void evaluate_all(soci::session& session, const Schema& schema) {
  for (const SchemaObject& object : schema.objects()) {
    for (const char* const property : {"expression", "generated", "where", "default"}) {
      const std::string_view expression = object.property(property);
      if (expression.empty()) continue;
      session << fmt::format("select 1 from {} where {}", object.parent, expression);
    }
    if (object.kind == "column" || object.kind == "index") {
      const std::string_view columns = object.kind == "index" ? object.property("columns") : object.name;
      session << fmt::format("select 1 from {} order by {}", object.parent, columns);
    }
  }
}

}  // namespace

TEST_CASE("after each step of a history the image has every check, and SQLite takes its expressions") {
  const std::string folder = GENERATE("histories/goose", "histories/diesel", "histories/golang-migrate",
                                      "histories/hasura-catalog", "../examples/job_queue/migrations/sqlite");
  CAPTURE(folder);
  MigrationSet set =
      load_directory(std::string(RUNG_TEST_DIR) + "/" + folder, {Format::automatic, Dialect::sqlite});
  if (folder.find("job_queue") != std::string::npos) {
    set =
        set.bind("split_worker_host/1", [](soci::session&) {}).bind("join_worker_host/1", [](soci::session&) {
        });
  }
  soci::session session(soci::sqlite3, "db=:memory:");
  Database database = backend::sqlite3(session);
  std::size_t most = 0;
  for (std::size_t i = 0; i < set.size(); ++i) {
    CHECK(Upgrader(database, set).run(Target::steps(1)).steps == 1);
    const Schema schema = read_schema(database);
    CHECK(checks_in(schema) == checks_in_text(session));
    CHECK_NOTHROW(evaluate_all(session, schema));
    most = std::max(most, checks_in(schema));
  }
  CHECK(most > 0);
}
