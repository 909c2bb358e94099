#include <rung/load_directory.hpp>

#include "contract/place.hpp"
#include "support/temporary_folder.hpp"

using namespace rung;
using namespace rung::test;
using Catch::Contains;

namespace {

DirectoryOptions by_names() {
  DirectoryOptions options;
  options.format = Format::pairs;
  options.reading = Reading::when_needed;
  return options;
}

/// Three migrations, numbered 10, 20, 30.
class Shelf {
 public:
  Shelf() {
    for (const int number : {10, 20, 30}) {
      const std::string table = "t" + std::to_string(number);
      folder_.write(file(number), "create table " + table + "(id integer primary key);\n");
      folder_.write(std::to_string(number) + "_step.down.sql", "drop table " + table + ";\n");
    }
  }
  void write(int number, const std::string& text) const { folder_.write(file(number), text); }
  /// What nothing can read: it is no UTF-8.
  void spoil() const {
    for (const int number : {10, 20, 30}) write(number, "\xFF");
  }
  [[nodiscard]] MigrationSet set() const { return load_directory(folder_.name(), by_names()); }

 private:
  static std::string file(int number) { return std::to_string(number) + "_step.up.sql"; }

  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("where there is nothing to do, the names of a folder are enough", "[folder]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Shelf shelf;
  CHECK(place.upgrade(shelf.set()).steps == 3);
  shelf.spoil();
  CHECK(place.upgrade(shelf.set()).steps == 0);
  CHECK(place.check(shelf.set()).standing == Standing::current);
  CHECK_THROWS_AS(place.verify(shelf.set()), SourceError);
}

TEST_CASE("a folder that lacks or has a migration is not taken for what is applied", "[folder]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Shelf shelf;
  place.upgrade(shelf.set());
  shelf.write(25, "create table t25(id integer primary key);");
  CHECK(place.check(shelf.set()).standing == Standing::behind);
  const PlanError late = refusal(place, [&] { place.upgrade(shelf.set()); });
  CHECK(late.kind() == PlanError::Kind::late);

  const TemporaryFolder fewer;
  fewer.write("30_step.up.sql", "create table t30(id integer primary key);\n");
  CHECK(place.check(load_directory(fewer.name(), by_names())).standing == Standing::diverged);
}

TEST_CASE("a version row without a seal is looked at by its chain", "[folder]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Shelf shelf;
  place.upgrade(shelf.set());
  place.execute("update rung_version set sealed = null");
  CHECK(place.check(shelf.set()).standing == Standing::current);
  shelf.write(20, "create table t20(id integer primary key, name text);\n");
  CHECK(place.check(shelf.set()).standing == Standing::diverged);
}

TEST_CASE("what is wrong in a folder is said before the lock is taken and the ledger is made", "[folder]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Shelf shelf;
  shelf.spoil();
  const std::string before = place.image();
  const OtherRun other(place);
  CHECK_THROWS_AS(place.upgrade(shelf.set()), SourceError);
  CHECK(place.image() == before);
}

TEST_CASE("a seal that fits other texts than the chain does not count", "[folder]") {
  RUNG_FOR_EACH_BACKEND(place);
  const Shelf shelf;
  place.upgrade(shelf.set());
  // As a program would leave it that writes the chain, and knows no seal.
  shelf.write(20, "create table t20(id integer primary key, name text);\n");
  const std::string sealed = place.text("select sealed from rung_version");
  place.redo(shelf.set(), 2);
  CHECK(place.text("select sealed from rung_version") != sealed);
  place.execute("update rung_version set sealed = '" + sealed + "'");
  shelf.write(20, "create table t20(id integer primary key);\n");
  CHECK(place.check(shelf.set()).standing == Standing::diverged);
}
