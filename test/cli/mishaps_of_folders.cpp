#include "cli/messages.hpp"

namespace rung::test {
namespace {

using Prepare = std::function<void(const Shop&)>;

/// A file more in the folder of the migrations.
Prepare file(const std::string& name, const std::string& text) {
  return [=](const Shop& shop) { shop.write(name, text); };
}

Prepare script(const std::string& text) { return file("0004_next.up.sql", text); }

void empty_folder(const Shop& shop) {
  boost::filesystem::remove_all(shop.folder().path() / "migrations");
  boost::filesystem::create_directories(shop.folder().path() / "migrations");
}

/// What is asked for makes no sense.
std::vector<Mishap> mishaps_of_arguments() {
  const Words upgrade{"upgrade"};
  return {
      {"an option that there is not", 2, {"upgrade", "--fast"}, {"--fast"}},
      {"a command that there is not", 2, {"upgarde"}, {"upgrade"}},
      {"a downgrade without a target", 2, {"downgrade"}, {"--to"}},
      {"a duration that is none", 2, {"upgrade", "--lock-wait", "soon"}, {"60s"}},
      {"no database", 2, upgrade, {"--database", "DATABASE_URL"}, nullptr, "none"},
  };
}

/// The folder as such.
std::vector<Mishap> mishaps_of_names() {
  const Words upgrade{"upgrade"};
  return {
      {"a folder that is missing",
       3,
       upgrade,
       {"migrations"},
       [](const Shop& shop) { boost::filesystem::remove_all(shop.folder().path() / "migrations"); }},
      {"a folder without migrations", 3, upgrade, {"no migration"}, empty_folder},
      {"a file whose name says no version", 3, upgrade, {"notes.up.sql"}, file("notes.up.sql", "select 1;")},
      {"a version twice", 3, upgrade, {"version 3", "again"}, file("0003_again.up.sql", "select 1;")},
      {"a down without its up", 3, upgrade, {"0004_next.down.sql"}, file("0004_next.down.sql", "select 1;")},
      {"two formats in one folder",
       3,
       upgrade,
       {"goose"},
       file("4_goose.sql", "-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n")},
      {"version 0", 3, upgrade, {"0_zero.up.sql"}, file("0_zero.up.sql", "select 1;")},
      {"a version beyond 63 bits",
       3,
       upgrade,
       {"9223372036854775808"},
       file("9223372036854775808_big.up.sql", "select 1;")},
      {"a release map that names no version of the folder",
       3,
       upgrade,
       {"releases.txt:2"},
       file("releases.txt", "v1.3.0 1\nv9 9\n")},
      {"a target that is no release", 3, {"upgrade", "--to", "v3.0"}, {"v3.0"}},
      {"a link that leads to nothing",
       3,
       upgrade,
       {"0004_next.up.sql"},
       [](const Shop& shop) {
         boost::filesystem::create_symlink("nowhere", shop.folder().path() / "migrations/0004_next.up.sql");
       }},
  };
}

/// What is in a file.
std::vector<Mishap> mishaps_of_texts() {
  const Words upgrade{"upgrade"};
  return {
      {"an annotation that is misspelt",
       3,
       upgrade,
       {"transaction"},
       script("-- rung: transacton none\nselect 1;")},
      {"an annotation that there is not", 3, upgrade, {"colour"}, script("-- rung: colour blue\nselect 1;")},
      {"a text that is no UTF-8", 3, upgrade, {"UTF-8"}, script("select 'caf\xE9';")},
      {"a NUL byte", 3, upgrade, {"NUL"}, script(std::string("select 1;\0", 10))},
      {"a string that is not closed",
       3,
       upgrade,
       {"0004_next.up.sql:2:8"},
       script("select 1;\nselect 'a;\n")},
      {"a comment that is not closed", 3, upgrade, {"0004_next.up.sql:1:11"}, script("select 1; /* a\n")},
      {"a statement that ends the transaction",
       3,
       upgrade,
       {"0004_next.up.sql:2"},
       script("select 1;\ncommit;")},
  };
}

}  // namespace

std::vector<Mishap> mishaps_of_folders() {
  return joined({mishaps_of_arguments(), mishaps_of_names(), mishaps_of_texts()});
}

}  // namespace rung::test
