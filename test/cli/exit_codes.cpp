#include <catch2/catch.hpp>

#include "cli/shop.hpp"
#include "support/open_transaction.hpp"

namespace rung::test {
namespace {

/// Exit code, nothing on stdout that looks like a result, and these words on stderr.
void check_refusal(const Ended& ended, int exit_code, const Words& parts) {
  INFO("out: " << ended.out << "\nerr: " << ended.err);
  CHECK(ended.exit_code == exit_code);
  CHECK(ended.signal == 0);
  CHECK_FALSE(holds(ended.out, "from "));
  for (const std::string& part : parts) {
    INFO("missing: " << part);
    CHECK(holds(ended.err, part));
  }
}

}  // namespace

TEST_CASE("2: arguments that make no sense") {
  const Shop shop;
  const auto command = GENERATE(
      Words{}, Words{"upgrade", "--fast"}, Words{"downgrade"}, Words{"upgrade", "--lock-wait", "soon"},
      Words{"upgrade", "--lock-timeout", "soon"}, Words{"upgrade", "--require-exclusive"},
      Words{"upgrade", "--transaction", "none"}, Words{"repair", "--accept", "two"}, Words{"redo", "x"},
      Words{"redo", "-1"}, Words{"--format", "yaml", "upgrade"}, Words{"fly"});
  const Ended ended = shop.rung(command);
  INFO(ended.err);
  CHECK(ended.exit_code == 2);
  CHECK_FALSE(ended.err.empty());
  CHECK_FALSE(shop.file_exists());
}

TEST_CASE("3: a path that must not be walked, or migrations that cannot be read") {
  const Shop shop;
  shop.write("0002_add_title.down.sql", "");
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  shop.remove("0002_add_title.down.sql");
  check_refusal(shop.rung({"downgrade", "--to", "base"}), 3, {"add_title", "Nothing was touched"});
  check_refusal(shop.rung({"upgrade", "--to", "v3.0"}), 3, {"v3.0"});
  shop.write("notes.up.sql", "select 1;");
  check_refusal(shop.rung({"upgrade"}), 3, {"notes.up.sql"});
}

TEST_CASE("4: a database that is newer than the program") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  shop.remove("0003_create_note.up.sql");
  shop.remove("0003_create_note.down.sql");
  shop.write("releases.txt", "v1.4 2\n");
  check_refusal(shop.rung({"upgrade"}), 4, {"at version 3", "release v2.0", "`downgrade --to v1.4`"});
  check_refusal(shop.rung({"downgrade", "--to", "1"}), 4, {"at version 3"});
}

TEST_CASE("5: a step that fails, with its file and line, the state, and what to do") {
  const Shop shop;
  shop.write("0003_create_note.up.sql",
             "create table note (id integer);\n\ninsert into nowhere values (1);\n");
  check_refusal(shop.rung({"upgrade"}), 5,
                {"upgrade to 3 'create_note': statement 2 of 2 failed", "0003_create_note.up.sql:3)",
                 "no such table: nowhere", "state: at base", "run again"});
  CHECK(shop.file().head() == 0);
  check_refusal(shop.rung({"upgrade", "--transaction", "step"}), 5, {"state: at version 2"});
  CHECK(shop.file().head() == 2);
}

TEST_CASE("6: a half-done step whose text was edited needs repair") {
  const Shop shop;
  shop.write("0003_create_note.up.sql",
             "-- rung: transaction none\npragma user_version = 3;\ndetach nowhere;\n");
  check_refusal(shop.rung({"upgrade"}), 5,
                {"statement 2 of 2 failed", "state: partly applied: 1 of 2 statements of the upgrade to 3"});
  CHECK(holds(shop.rung({"status"}).out, "state     interrupted"));
  shop.write("0003_create_note.up.sql",
             "-- rung: transaction none\npragma user_version = 33;\npragma application_id = 3;\n");
  check_refusal(shop.rung({"upgrade"}), 6, {"half-done", "`repair --accept 3`"});
  CHECK(shop.rung({"repair", "--accept", "3"}).exit_code == 0);
  CHECK(shop.rung({"upgrade"}).exit_code == 0);
  CHECK(shop.file().number("pragma application_id") == 3);
  CHECK(shop.file().number("pragma user_version") == 3);
}

TEST_CASE("7: another process holds the lock for longer than one waits") {
  const Shop shop;
  const OpenTransaction another(shop.file().path());
  check_refusal(shop.rung({"upgrade", "--lock-wait", "200ms"}), 7,
                {"another process is writing", "state: untouched", "--lock-wait"});
}

TEST_CASE("8: a database that cannot be opened") {
  const Shop shop;
  const auto command =
      GENERATE(Words{"status"}, Words{"history"}, Words{"verify"}, Words{"repair"}, Words{"redo"},
               Words{"downgrade", "--to", "base"}, Words{"downgrade", "--to", "base", "--dry-run"});
  check_refusal(shop.rung(command), 8, {shop.file().path(), "only `upgrade` creates one"});
  CHECK_FALSE(shop.file_exists());
}

TEST_CASE("8: a URL that nobody can open, without its password in the message") {
  const Shop shop;
  const Ended ended = run(shop.words_on("oracle://user:secret@host/db", {"status"}));
  check_refusal(ended, 8, {"'oracle:'", "sqlite:app.db"});
  CHECK_FALSE(holds(ended.err, "secret"));
  const Ended no_url = run(shop.words_on("user=u password=secret:x", {"status"}));
  check_refusal(no_url, 8, {"no scheme"});
  CHECK_FALSE(holds(no_url.err, "secret"));
  check_refusal(run(shop.words_on("app.db", {"status"})), 8, {"no scheme", "sqlite:app.db"});
}

TEST_CASE("wait ends with 0 at a usable database, with 7 when the time is up, and with 4 at a newer one") {
  const Shop shop;
  REQUIRE(shop.rung({"upgrade", "--to", "2"}).exit_code == 0);
  const Ended in_vain = shop.rung({"wait", "--timeout", "100ms"});
  CHECK(in_vain.exit_code == 7);
  CHECK(holds(in_vain.err, "waiting (0 s): the database is behind at 2, this program needs 3"));
  CHECK(holds(in_vain.err, "--timeout"));
  REQUIRE(shop.rung({"upgrade"}).exit_code == 0);
  const Ended at_once = shop.rung({"wait"});
  CHECK(at_once.exit_code == 0);
  CHECK(at_once.out == "usable: current at 3\n");
  shop.remove("0003_create_note.up.sql");
  shop.remove("0003_create_note.down.sql");
  shop.write("releases.txt", "v1.3.0 1\nv1.4 2\n");
  CHECK(shop.rung({"wait", "--timeout", "1m"}).exit_code == 4);
}

}  // namespace rung::test
