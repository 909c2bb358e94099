#include "cli/messages.hpp"

namespace rung::test {
namespace {

using Prepare = std::function<void(const Shop&)>;

void upgrade_to_newest(const Shop& shop) { static_cast<void>(shop.rung({"upgrade"})); }

/// At the newest version; and then somebody does this.
Prepare then_sql(const std::string& sql) {
  return [=](const Shop& shop) {
    upgrade_to_newest(shop);
    shop.file().execute(sql);
  };
}

Prepare sql(const std::string& text) {
  return [=](const Shop& shop) { shop.file().execute(text); };
}

/// A program that knows less than the database is at.
void forget_newest(const Shop& shop) {
  upgrade_to_newest(shop);
  shop.remove("0003_create_note.up.sql");
  shop.remove("0003_create_note.down.sql");
  shop.write("releases.txt", "v1.4 2\n");
}

void leave_half_done(const Shop& shop) {
  shop.write("0003_create_note.up.sql",
             "-- rung: transaction none\npragma user_version = 3;\ndetach nowhere;\n");
  upgrade_to_newest(shop);
  shop.write("0003_create_note.up.sql",
             "-- rung: transaction none\npragma user_version = 33;\npragma application_id = 3;\n");
}

void step_down(const Shop& shop) {
  upgrade_to_newest(shop);
  static_cast<void>(shop.rung({"downgrade", "--to", "v1.4"}));
}

/// Whose tables they are, and what is in them.
std::vector<Mishap> mishaps_of_tables() {
  const Words upgrade{"upgrade"};
  return {
      {"a database that has tables, and no ledger",
       3,
       upgrade,
       {"repository", "--allow-existing"},
       sql("create table repository (path text)")},
      {"a table of another tool's under our name",
       3,
       upgrade,
       {"rung_version", "--ledger NAME"},
       sql("create table rung_version (id int, name text)")},
      {"a schema that there is not", 3, {"--schema", "nowhere", "upgrade"}, {"nowhere", "--schema NAME"}},
      {"a ledger of a newer rung",
       3,
       {"status"},
       {"format 9"},
       then_sql("update rung_version set format = 9, format_readable_since = 9")},
      {"a row of the ledger that was deleted",
       3,
       {"verify"},
       {"repair"},
       then_sql("delete from rung_ledger where version = 3")},
      {"a row of the ledger that was edited",
       3,
       upgrade,
       {"edited"},
       then_sql(
           "update rung_ledger set outcome = 'perhaps' where version = 3; update rung_version set head = 2")},
  };
}

/// The way that is asked for.
std::vector<Mishap> mishaps_of_ways() {
  const Words upgrade{"upgrade"};
  return {
      {"a migration that was edited behind its upgrade",
       3,
       upgrade,
       {"add_title"},
       [](const Shop& shop) {
         upgrade_to_newest(shop);
         shop.write("0002_add_title.up.sql", "alter table task add column heading text;");
         shop.write("0004_next.up.sql", "select 1;");
       }},
      {"a migration below the head that was never applied",
       3,
       upgrade,
       {"--allow-late"},
       [](const Shop& shop) {
         shop.write("0004_d.up.sql", "select 1;");
         shop.remove("0003_create_note.up.sql");
         shop.remove("0003_create_note.down.sql");
         shop.write("releases.txt", "");
         upgrade_to_newest(shop);
         shop.write("0003_late.up.sql", "select 1;");
       }},
      {"a migration without a way back",
       3,
       {"downgrade", "--to", "v1.3.0"},
       {"add_title"},
       [](const Shop& shop) {
         upgrade_to_newest(shop);
         shop.remove("0002_add_title.down.sql");
       }},
      {"to climb back from where one was stepped down", 3, upgrade, {"--release-hold"}, step_down},
  };
}

std::vector<Mishap> not_done() {
  const Words upgrade{"upgrade"};
  return {
      {"a database that is newer than the program",
       4,
       upgrade,
       {"at version 3", "downgrade --to v1.4"},
       forget_newest},
      {"a statement that fails",
       5,
       upgrade,
       {"0003_create_note.up.sql:2", "state: at base"},
       [](const Shop& shop) {
         shop.write("0003_create_note.up.sql",
                    "create table note (id integer);\ninsert into nowhere values (1);\n");
       }},
      {"a disk that is full",
       5,
       upgrade,
       {"database or disk is full", "state: at base"},
       [](const Shop& shop) {
         shop.write("0003_create_note.up.sql",
                    "pragma max_page_count = 10;\ncreate table note (t blob);\n"
                    "insert into note values (zeroblob(1000000));\n");
       }},
      {"a step outside a transaction that was half done, and edited",
       6,
       upgrade,
       {"repair --accept 3"},
       leave_half_done},
  };
}

std::vector<Mishap> not_reached() {
  const Words status{"status"};
  return {
      {"a database that is not there", 8, status, {"only `upgrade` creates one"}},
      {"a folder in the database's place",
       8,
       status,
       {"is a folder"},
       [](const Shop& shop) { boost::filesystem::create_directories(shop.file().path()); }},
      {"a file that is no database",
       8,
       status,
       {"no database"},
       [](const Shop& shop) { shop.folder().write("shop.db", std::string(2000, 'x')); }},
      {"a URL without a scheme", 8, status, {"no scheme"}, nullptr, "app.db"},
      {"a URL of another database", 8, status, {"oracle"}, nullptr, "oracle://user:secret@host/db"},
      {"a host that there is not",
       8,
       {"--lock-wait", "200ms", "status"},
       {"nowhere.invalid"},
       nullptr,
       "postgres://app:secret@nowhere.invalid/app"},
      {"a port where nobody listens",
       8,
       {"--lock-wait", "200ms", "status"},
       {"127.0.0.1"},
       nullptr,
       "postgres://app:secret@127.0.0.1:1/app"},
  };
}

}  // namespace

std::vector<Mishap> mishaps_of_databases() {
  return joined({mishaps_of_tables(), mishaps_of_ways(), not_done(), not_reached()});
}

}  // namespace rung::test
