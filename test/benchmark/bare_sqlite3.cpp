#include <iostream>

#include <sqlite3.h>

#include "bare.hpp"

// bare_sqlite3 FILE boot | execute SCRIPT | small up|down SCRIPTS run|step | large SCRIPT whole|blocks

namespace {

using namespace rung::benchmark;  // NOLINT(google-build-using-namespace): a program of the benchmark's

class Client {
 public:
  explicit Client(const std::string& file) { require(sqlite3_open(file.c_str(), &handle_)); }
  ~Client() { sqlite3_close(handle_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// The length must count the NUL behind the text: else SQLite copies what is left, each time.
  void execute(const char* text, std::size_t size) {
    for (const char* const end = text + size; text != end;) {
      sqlite3_stmt* statement = nullptr;
      require(sqlite3_prepare_v2(handle_, text, static_cast<int>(end - text) + 1, &statement, &text));
      if (statement == nullptr) continue;
      while (sqlite3_step(statement) == SQLITE_ROW) {
      }
      require(sqlite3_finalize(statement));
    }
  }
  void execute(const std::string& text) { execute(text.c_str(), text.size()); }

 private:
  void require(int code) const {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }

  sqlite3* handle_ = nullptr;
};

void create(Client& client) {
  std::string tables = create_tables;
  tables.replace(tables.find("$identity"), 9, "integer primary key");
  client.execute(tables);
}

void small(Client& client, const std::string& direction, const std::string& file, bool commits_each) {
  const std::string text = whole_file(file);
  const auto scripts = scripts_of(text);
  const bool up = direction == "up";
  if (up) create(client);
  client.execute("begin immediate");
  std::size_t done = 0;
  for (const std::string_view script : scripts) {
    const std::size_t version = up ? ++done : scripts.size() - done++;
    client.execute(std::string(script));
    client.execute(ledger_row(version, direction));
    if (commits_each) client.execute(version_row(up ? version : version - 1) + "commit; begin immediate");
  }
  client.execute(version_row(up ? done : 0) + "commit");
}

void large(Client& client, const std::string& file, bool in_blocks) {
  create(client);
  client.execute("begin immediate");
  if (in_blocks) {
    for_each_block(file, [&](const std::string& block) { client.execute(block); });
  } else {
    client.execute(whole_file(file));
  }
  client.execute(ledger_row(1, "up") + version_row(1) + "commit");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv + 1, argv + argc);
    Client client(words.at(0));
    if (words.at(1) == "boot") client.execute(read_version);
    if (words.at(1) == "execute") client.execute(whole_file(words.at(2)));
    if (words.at(1) == "small") small(client, words.at(2), words.at(3), words.at(4) == "step");
    if (words.at(1) == "large") large(client, words.at(2), words.at(3) == "blocks");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
