#include "contract/first_format.hpp"

#include <boost/filesystem.hpp>

#include "contract/sqlite3/file_place.hpp"

using namespace rung::test;

TEST_CASE("a SQLite file with a ledger of the first format is read, written and stepped down", "[ledger]") {
  FilePlace place;
  boost::filesystem::copy_file(RUNG_TEST_DIR "/contract/format_1/sqlite.db", place.file().path(),
                               boost::filesystem::copy_option::overwrite_if_exists);
  check_first_format_lives_on(place);
}
