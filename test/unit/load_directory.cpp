#include <string>

#include <catch2/catch.hpp>

#include <rung/error.hpp>
#include <rung/load_directory.hpp>

#include "script_blocks.hpp"
#include "support/plain_user.hpp"
#include "support/temporary_folder.hpp"
#include "text/file_format.hpp"
#include "text/file_scan.hpp"

using namespace rung;
using rung::test::TemporaryFolder;

namespace {

constexpr std::string_view table = "create table a(id integer);\n";

/// The SourceError of loading; the test fails if there is none.
SourceError refusal(const std::string& folder, const DirectoryOptions& options = {}) {
  try {
    load_directory(folder, options);
  } catch (const SourceError& error) {
    return error;
  }
  FAIL("nothing was refused");
  throw std::logic_error("not reached");
}

std::string text_of(const embedded::Script& script) {
  std::string text;
  ScriptBlocks blocks(script);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) text += block;
  return text;
}

}  // namespace

TEST_CASE("a folder that is missing, or is a file, is refused by its name") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH(load_directory(folder.name("none")), Catch::Contains("none: there is no such folder"));
  folder.write("file", "");
  CHECK_THROWS_WITH(load_directory(folder.name("file")), Catch::Contains("file: this is a file"));
}

TEST_CASE("a folder without a migration is refused, saying what was looked for") {
  const TemporaryFolder folder;
  const SourceError error = refusal(folder.name());
  CHECK(error.file() == folder.name());
  CHECK_THAT(error.what(), Catch::Contains("0007_add_index.up.sql") && Catch::Contains("-- +goose Up") &&
                               Catch::Contains("47_to_48.sql") && Catch::Contains("/up.sql"));
  folder.write("releases.txt", "");
  CHECK_THROWS_WITH(load_directory(folder.name()), Catch::Contains("there is no migration"));
  CHECK_THROWS_WITH(load_directory(folder.name(), {Format::goose, Dialect::any}),
                    Catch::Contains("-- +goose Up") && !Catch::Contains("47_to_48.sql"));
}

TEST_CASE("scripts above 16 kB are not held in memory, and the bytes of all are those of the file") {
  const TemporaryFolder folder;
  const std::string comment = "-- " + std::string(16'384, 'x');
  folder.write("1_a.up.sql",
               "\xEF\xBB\xBF"
               "create table a(id integer);\r\n" +
                   comment);
  folder.write("1_a.down.sql", "drop table a;");
  const MigrationSet set = load_directory(folder.name());
  const embedded::Script& up = set[0].action(Direction::up).script;
  CHECK_FALSE(up.in_memory);
  CHECK(up.text.empty());
  CHECK(up.file == folder.name("1_a.up.sql"));
  CHECK(text_of(up) == "create table a(id integer);\r\n" + comment);
  const embedded::Script& down = set[0].action(Direction::down).script;
  CHECK(down.in_memory);
  CHECK(down.file == folder.name("1_a.down.sql"));
  CHECK(text_of(down) == "drop table a;");
}

TEST_CASE("of small scripts 256 kB are held in memory, the rest is read when it runs") {
  const TemporaryFolder folder;
  const std::string script = "create table a(id integer); -- " + std::string(10'000, 'x');
  for (int i = 1; i <= 40; ++i) folder.write(std::to_string(i) + "_a.up.sql", script);
  const MigrationSet set = load_directory(folder.name());
  std::size_t held = 0;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const embedded::Script& up = set[i].action(Direction::up).script;
    held += up.text.size();
    CHECK(text_of(up) == script);
  }
  CHECK(held > 250'000);
  CHECK(held <= 262'144);
}

TEST_CASE("an empty down is a script that does nothing, a missing one is irreversible") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", table);
  folder.write("1_a.down.sql", "");
  folder.write("2_b.up.sql", table);
  const MigrationSet set = load_directory(folder.name());
  CHECK(set[0].reversible());
  CHECK(set[0].action(Direction::down).script.size == 0);
  CHECK_FALSE(set[1].reversible());
  CHECK(set[1].action(Direction::down).word == "no down file");
}

TEST_CASE("with a dialect every script is surveyed while loading") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", "create table a(id integer); insert into a values (1);\n");
  folder.write("1_a.down.sql", "drop table a;\n");
  folder.write("initial_1.sql", table);
  const MigrationSet set = load_directory(folder.name(), {Format::automatic, Dialect::sqlite});
  CHECK(set.dialect() == Dialect::sqlite);
  CHECK(set[0].action(Direction::up).script.surveyed == Dialect::sqlite);
  CHECK(set[0].action(Direction::up).script.statements == 2);
  CHECK((set[0].action(Direction::down).script.traits & embedded::drops_table) != 0);
  CHECK(set.initial_script().statements == 1);
}

TEST_CASE("without a dialect no statement is looked at") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", "commit;\n");
  const MigrationSet set = load_directory(folder.name());
  CHECK(set[0].action(Direction::up).script.surveyed == Dialect::any);
}

TEST_CASE("a statement that cannot stand where it stands is refused at its line") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", table);
  folder.write("1_a.down.sql", "drop table a;\n\n  commit;\ndrop table b;\n");
  const SourceError error = refusal(folder.name(), {Format::pairs, Dialect::sqlite});
  CHECK(error.file() == folder.name("1_a.down.sql"));
  CHECK(error.line() == 3);
  CHECK(error.column() == 3);
}

TEST_CASE("a statement of a goose section is refused at its line in the file") {
  const TemporaryFolder folder;
  folder.write("1_a.sql", "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\ncommit;\nselect 3;\n");
  CHECK(refusal(folder.name(), {Format::goose, Dialect::sqlite}).line() == 5);
}

TEST_CASE("a NUL byte and broken UTF-8 are refused at their place") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", std::string_view("select 1;\nselect '\xC3\xA4\0';\n", 22));
  const SourceError nul = refusal(folder.name());
  CHECK(nul.line() == 2);
  CHECK(nul.column() == 10);
  CHECK_THAT(nul.what(), Catch::Contains("NUL"));

  folder.write("1_a.up.sql", "select 1;\n\n  -- caf\xFF\n");
  const SourceError broken = refusal(folder.name());
  CHECK(broken.line() == 3);
  CHECK(broken.column() == 9);
  CHECK_THAT(broken.what(), Catch::Contains("UTF-8"));

  folder.write("1_a.up.sql", "-- caf\xC3");
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("ends inside a character"));
}

TEST_CASE("encoding is checked in a down, too, and behind the first block") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", table);
  folder.write("1_a.down.sql", std::string(3U << 20U, '\n') + "\xFF");
  const SourceError error = refusal(folder.name());
  CHECK(error.file() == folder.name("1_a.down.sql"));
  CHECK(error.line() == (3U << 20U) + 1);
  CHECK(error.column() == 1);
}

TEST_CASE("a link that leads out of the folder is refused, one within it is followed") {
  const TemporaryFolder outside;
  outside.write("1_a.up.sql", table);
  const TemporaryFolder folder;
  folder.write("2_b.up.sql", table);
  boost::filesystem::create_symlink("2_b.up.sql", folder.path() / "3_c.up.sql");
  CHECK(load_directory(folder.name()).size() == 2);
  boost::filesystem::create_symlink(outside.path() / "1_a.up.sql", folder.path() / "1_a.up.sql");
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("1_a.up.sql: this link leads out of the folder"));
}

TEST_CASE("a linked folder may lead out no more than a linked file") {
  const TemporaryFolder outside;
  outside.write("up.sql", table);
  const TemporaryFolder folder;
  folder.write("1_a/up.sql", table);
  boost::filesystem::create_directory_symlink(outside.path(), folder.path() / "2_b");
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("2_b: this link leads out of the folder"));
}

TEST_CASE("a folder beside it whose name begins alike is outside") {
  const TemporaryFolder parent;
  parent.write("migrations/1_a.up.sql", table);
  parent.write("migrations_old/2_b.up.sql", table);
  boost::filesystem::create_symlink("../migrations_old/2_b.up.sql", parent.path() / "migrations/2_b.up.sql");
  CHECK_THAT(refusal(parent.name("migrations")).what(), Catch::Contains("leads out of the folder"));
}

TEST_CASE("the folder itself may be a link") {
  const TemporaryFolder folder;
  folder.write("real/1_a.up.sql", table);
  boost::filesystem::create_directory_symlink("real", folder.path() / "link");
  CHECK(load_directory(folder.name("link")).size() == 1);
}

TEST_CASE("a file that cannot be read is refused by its name") {
  const TemporaryFolder folder;
  boost::filesystem::create_symlink("nothing.sql", folder.path() / "1_a.up.sql");
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("1_a.up.sql: cannot be read"));
}

TEST_CASE("a file or folder that this user may not read is refused by its name, and told why") {
  const TemporaryFolder folder;
  folder.write("secret/1_a.up.sql", table);
  folder.write("open/1_a.up.sql", table);
  folder.write("open/2_b.up.sql", table);
  boost::filesystem::permissions(folder.path() / "secret", boost::filesystem::no_perms);
  boost::filesystem::permissions(folder.path() / "open/2_b.up.sql", boost::filesystem::no_perms);
  {
    const rung::test::PlainUser user;
    CHECK_THAT(refusal(folder.name("secret")).what(),
               Catch::Contains("secret: cannot be read: Permission denied"));
    CHECK_THAT(refusal(folder.name("open")).what(),
               Catch::Contains("2_b.up.sql: cannot be opened: Permission denied"));
  }
  // Else it could not be removed.
  boost::filesystem::permissions(folder.path() / "secret", boost::filesystem::owner_all);
}

TEST_CASE("a folder in the place of a file is refused by its name") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", table);
  folder.write("2_b/up.sql/x", "");
  folder.write("2_b.up.sql/x", "");
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("2_b.up.sql"));
}

TEST_CASE("a release map that is no text of a few lines is refused") {
  const TemporaryFolder folder;
  folder.write("1_a.up.sql", table);
  folder.write("releases.txt", std::string((1U << 20U) + 1, '\n'));
  CHECK_THAT(refusal(folder.name()).what(), Catch::Contains("releases.txt: is above a megabyte"));
}

TEST_CASE("a path with blanks, a dot or a slash at its end is the same folder") {
  const TemporaryFolder folder;
  folder.write("my migrations/1_a.up.sql", table);
  CHECK(load_directory(folder.name("my migrations")).size() == 1);
  const MigrationSet with_slash = load_directory(folder.name("my migrations") + "/");
  CHECK(with_slash[0].action(Direction::up).script.file == folder.name("my migrations/1_a.up.sql"));
  CHECK(with_slash.chain() == load_directory(folder.name("my migrations/.")).chain());
}

TEST_CASE("a script's sections and annotations are the same at every block size") {
  const std::string text =
      "\xEF\xBB\xBF-- +goose Up\r\n-- rung: oldest-reader 3\r\nselect 1;\r\n-- +goose Down\r\nselect 2;";
  for (std::size_t block_size = 1; block_size <= text.size(); ++block_size) {
    CAPTURE(block_size);
    text::FileScan scan("a.sql", text::goose_format.read_sections("a.sql", text::Part::both));
    for (std::size_t at = 0; at < text.size(); at += block_size) {
      scan.add(std::string_view(text).substr(at, block_size));
    }
    const text::FileContent content = scan.finish();
    CHECK(content.up->section.offset == 17);
    CHECK(content.up->section.end == 54);
    CHECK(content.up->annotations.oldest_reader == Version{3});
    CHECK(content.down->section.first_line == 5);
    CHECK(content.down->section.end == text.size());
  }
}

TEST_CASE("a folder that is read when it is needed tells its names, and reads its files once") {
  const TemporaryFolder folder;
  folder.write("0001_a.up.sql", "create table a(i);");
  folder.write("0002_b.up.sql", "-- rung: oldest-reader 1\ncreate table b(i);");
  folder.write("initial_0002.sql", "create table a(i); create table b(i);");
  folder.write("releases.txt", "v2 2\n");
  const MigrationSet whole = load_directory(folder.name());
  CHECK_FALSE(whole.knows_names_only());
  const MigrationSet set =
      load_directory(folder.name(), {Format::automatic, Dialect::any, Reading::when_needed});
  const MigrationSet copy = set;  // NOLINT(performance-unnecessary-copy-initialization): shares what is read

  CHECK(set.size() == 2);
  CHECK(set.newest() == Version{2});
  CHECK(set.count_up_to(Version{1}) == 1);
  CHECK(set.initial_version() == Version{2});
  CHECK(set.releases().last_name_of(Version{2}) == "v2");
  CHECK(set.versions() == whole.versions());
  CHECK(set.knows_names_only());

  CHECK(set.chain() == whole.chain());
  CHECK_FALSE(set.knows_names_only());
  CHECK_FALSE(copy.knows_names_only());
  // They are not read again.
  folder.write("0001_a.up.sql", "create table other(i);");
  CHECK(copy.chain() == whole.chain());
  CHECK(copy.floor() == whole.floor());
  CHECK(copy[1].name() == "b");
  CHECK(copy.find(Version{1})->checksum() == whole.find(Version{1})->checksum());
  CHECK(copy.initial_script().checksum == whole.initial_script().checksum);
}

TEST_CASE("what is wrong in a file is found when the folder is read, as often as it is tried") {
  const TemporaryFolder folder;
  folder.write("0001_a.up.sql", "-- rung: irreversibel\ncreate table a(i);");
  const DirectoryOptions options{Format::automatic, Dialect::any, Reading::when_needed};
  const MigrationSet set = load_directory(folder.name(), options);
  CHECK_THROWS_AS(set.read(), SourceError);
  CHECK_THROWS_AS(set[0], SourceError);
  CHECK_THROWS_AS(set.find(Version{1}), SourceError);
  CHECK_THROWS_AS(set.bind("split", [](soci::session&) {}), SourceError);
  folder.write("0001_a.up.sql", "create table a(i);");
  CHECK(set[0].name() == "a");
  // Names that are wrong are found at once.
  folder.write("0001_b.up.sql", "");
  CHECK_THROWS_AS(load_directory(folder.name(), options), SourceError);
}
