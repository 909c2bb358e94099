#include <cstddef>
#include <string>

#include <catch2/catch.hpp>

#include <rung/load_directory.hpp>

#include "script_blocks.hpp"
#include "support/counted_new.hpp"
#include <test/embedded/as_arrays.hpp>
#include <test/embedded/by_the_compiler.hpp>
#include <test/embedded/catalog_plain_crlf.hpp>
#include <test/embedded/catalog_plain_lf.hpp>
#include <test/embedded/dbmate_plain_crlf.hpp>
#include <test/embedded/dbmate_plain_lf.hpp>
#include <test/embedded/flyway_plain_crlf.hpp>
#include <test/embedded/flyway_plain_lf.hpp>
#include <test/embedded/folders_diesel_crlf.hpp>
#include <test/embedded/folders_diesel_lf.hpp>
#include <test/embedded/forward_drizzle_crlf.hpp>
#include <test/embedded/forward_drizzle_lf.hpp>
#include <test/embedded/goose_plain_crlf.hpp>
#include <test/embedded/goose_plain_lf.hpp>
#include <test/embedded/pairs_annotations_crlf.hpp>
#include <test/embedded/pairs_annotations_lf.hpp>
#include <test/embedded/pairs_plain_crlf.hpp>
#include <test/embedded/pairs_plain_lf.hpp>
#include <test/embedded/with_variables.hpp>
#include <test/embedded/with_variables_as_arrays.hpp>

using namespace rung;

namespace {

std::string text_of(const embedded::Script& script) {
  std::string text;
  if (script.size == 0) return text;
  ScriptBlocks blocks(script);
  for (std::string_view block = blocks.next(); !block.empty(); block = blocks.next()) text += block;
  return text;
}

void check_equal(const embedded::Script& compiled, const embedded::Script& loaded) {
  CHECK(compiled.in_memory);
  CHECK(text_of(compiled) == text_of(loaded));
  CHECK(compiled.size == loaded.size);
  CHECK(compiled.offset == loaded.offset);
  CHECK(compiled.first_line == loaded.first_line);
  CHECK(compiled.transaction == loaded.transaction);
  CHECK(compiled.foreign_keys == loaded.foreign_keys);
  CHECK(compiled.surveyed == loaded.surveyed);
  CHECK(compiled.statements == loaded.statements);
  CHECK(compiled.traits == loaded.traits);
  CHECK(compiled.checksum == loaded.checksum);
}

void check_equal(const embedded::Action& compiled, const embedded::Action& loaded) {
  CHECK(compiled.kind == loaded.kind);
  CHECK(compiled.word == loaded.word);
  if (compiled.kind == embedded::ActionKind::script) check_equal(compiled.script, loaded.script);
}

void check_equal(const MigrationSet& compiled, const MigrationSet& loaded) {
  REQUIRE(compiled.size() == loaded.size());
  for (std::size_t i = 0; i < compiled.size(); ++i) {
    CAPTURE(compiled[i].name());
    CHECK(compiled[i].version() == loaded[i].version());
    CHECK(compiled[i].name() == loaded[i].name());
    CHECK(compiled[i].checksum() == loaded[i].checksum());
    CHECK(compiled[i].oldest_reader() == loaded[i].oldest_reader());
    check_equal(compiled[i].action(Direction::up), loaded[i].action(Direction::up));
    check_equal(compiled[i].action(Direction::down), loaded[i].action(Direction::down));
  }
  CHECK(compiled.chain() == loaded.chain());
  CHECK(compiled.floor() == loaded.floor());
  CHECK(compiled.dialect() == loaded.dialect());
  CHECK(compiled.initial_version() == loaded.initial_version());
  REQUIRE(compiled.releases().size() == loaded.releases().size());
  for (const embedded::Release& release : loaded.releases()) {
    CHECK(compiled.releases().find(release.name) == loaded.releases().find(release.name));
  }
}

/// The same folder with LF and with CRLF, each compiled in and loaded.
void check_format(const MigrationSet& lf, const MigrationSet& crlf, const std::string& name, Format format) {
  const std::string folder = std::string(RUNG_COPIES) + "/" + name;
  check_equal(lf, load_directory(folder + "/lf", {format, Dialect::sqlite}));
  check_equal(crlf, load_directory(folder + "/crlf", {format, Dialect::sqlite}));
  CHECK(lf.chain() == crlf.chain());
  REQUIRE(lf.size() == crlf.size());
  for (std::size_t i = 0; i < lf.size(); ++i) CHECK(lf[i].checksum() == crlf[i].checksum());
  CHECK(text_of(lf[0].action(Direction::up).script) != text_of(crlf[0].action(Direction::up).script));
}

}  // namespace

TEST_CASE("scenario l: a folder loaded and compiled in is the same set, in every format, with LF and CRLF") {
  namespace sets = ::test::embedded;
  check_format(sets::pairs_plain_lf(), sets::pairs_plain_crlf(), "pairs_plain", Format::pairs);
  check_format(sets::pairs_annotations_lf(), sets::pairs_annotations_crlf(), "pairs_annotations",
               Format::pairs);
  check_format(sets::goose_plain_lf(), sets::goose_plain_crlf(), "goose_plain", Format::goose);
  check_format(sets::catalog_plain_lf(), sets::catalog_plain_crlf(), "catalog_plain", Format::catalog);
  check_format(sets::folders_diesel_lf(), sets::folders_diesel_crlf(), "folders_diesel", Format::folders);
  check_format(sets::flyway_plain_lf(), sets::flyway_plain_crlf(), "flyway_plain", Format::flyway);
  check_format(sets::dbmate_plain_lf(), sets::dbmate_plain_crlf(), "dbmate_plain", Format::dbmate);
  check_format(sets::forward_drizzle_lf(), sets::forward_drizzle_crlf(), "forward_drizzle", Format::forward);
}

TEST_CASE("variables that are put in when a program is built are in its text") {
  DirectoryOptions options;
  options.dialect = Dialect::sqlite;
  options.variables = {{"TABLE", "items"}, {"EMPTY", ""}};
  const MigrationSet loaded = load_directory(std::string(RUNG_GOLDEN) + "/goose/envsub/input", options);
  check_equal(::test::embedded::with_variables(), loaded);
  check_equal(::test::embedded::with_variables_as_arrays(), loaded);
}

TEST_CASE("text compiled in as arrays is the same as by the compiler's own way") {
  const MigrationSet loaded = load_directory(std::string(RUNG_GOLDEN) + "/pairs/line_ends/input",
                                             {Format::automatic, Dialect::sqlite});
  check_equal(::test::embedded::as_arrays(), loaded);
  check_equal(::test::embedded::by_the_compiler(), loaded);
}

TEST_CASE("a compiled-in script is named by its folder, not by where that was") {
  const MigrationSet set = ::test::embedded::by_the_compiler();
  CHECK(set[0].action(Direction::up).script.file == "input/1_a.up.sql");
}

TEST_CASE("making a compiled-in set, and what a boot with nothing to do asks, allocates nothing") {
  const std::size_t before = rung::test::heap_use().allocations;
  const MigrationSet set = ::test::embedded::goose_plain_lf();
  const bool is_known = !set.knows_names_only() && set.newest() == Version{7} && set.releases().empty() &&
                        set.chain() != Checksum{} && set.floor() == Version{7} &&
                        set.count_up_to(Version{6}) == 6;
  const std::size_t after = rung::test::heap_use().allocations;
  CHECK(is_known);
  CHECK(after == before);
}

TEST_CASE("the rows of a compiled-in set are unpacked once, for all who have it") {
  const MigrationSet first = ::test::embedded::goose_plain_lf();
  CHECK(first.find(Version{7}).has_value());
  const std::size_t before = rung::test::heap_use().allocations;
  const MigrationSet second = ::test::embedded::goose_plain_lf();
  const bool same = &second[0].action(Direction::up) == &first[0].action(Direction::up);
  const std::size_t after = rung::test::heap_use().allocations;
  CHECK(same);
  CHECK(after == before);
}
