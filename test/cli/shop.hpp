#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/sqlite_file.hpp"
#include "support/subprocess.hpp"
#include "support/temporary_folder.hpp"

namespace rung::test {

using Words = std::vector<std::string>;

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A folder of migrations and a database file in it, as the `rung` tool is used on them. Versions 1 to 3 are
/// releases v1.3.0, v1.4 and v2.0.
class Shop {
 public:
  Shop() {
    write("0001_create_task.up.sql", "create table task (id integer primary key);");
    write("0001_create_task.down.sql", "drop table task;");
    write("0002_add_title.up.sql", "alter table task add column title text;");
    write("0002_add_title.down.sql", "alter table task drop column title;");
    write("0003_create_note.up.sql", "create table note (id integer primary key);");
    write("0003_create_note.down.sql", "drop table note;");
    write("releases.txt", "v1.3.0 1\nv1.4 2\nv2.0 3\n");
  }

  /// A file of migrations.
  void write(const std::string& name, std::string_view text) const {
    folder_.write("migrations/" + name, text);
  }
  void remove(const std::string& name) const {
    boost::filesystem::remove(folder_.path() / "migrations" / name);
  }

  [[nodiscard]] const TemporaryFolder& folder() const noexcept { return folder_; }
  [[nodiscard]] const SqliteFile& file() const noexcept { return file_; }
  [[nodiscard]] std::string url() const { return "sqlite:" + file_.path(); }
  [[nodiscard]] bool file_exists() const { return boost::filesystem::exists(file_.path()); }

  /// `rung --migrations … COMMAND`, without a database; and with it.
  [[nodiscard]] Words words(const Words& command) const {
    Words words{RUNG_TEST_TOOL, "--migrations", folder_.name("migrations")};
    words.insert(words.end(), command.begin(), command.end());
    return words;
  }
  [[nodiscard]] Words words_on(const std::string& url, const Words& command) const {
    Words words = this->words({"--database", url});
    words.insert(words.end(), command.begin(), command.end());
    return words;
  }
  [[nodiscard]] Ended rung(const Words& command) const { return run(words_on(url(), command)); }

 private:
  TemporaryFolder folder_;
  SqliteFile file_{folder_.name("shop.db")};
};

}  // namespace rung::test
