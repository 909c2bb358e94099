#include <iostream>

#include <libpq-fe.h>

#include "bare.hpp"

// bare_postgresql URL boot | execute SCRIPT | small up|down SCRIPTS run|step|packed | large SCRIPT
// whole|groups

namespace {

using namespace rung::benchmark;  // NOLINT(google-build-using-namespace): a program of the benchmark's

class Client {
 public:
  explicit Client(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }
  ~Client() { PQfinish(connection_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// One message.
  void execute(const std::string& text) {
    PGresult* const result = PQexec(connection_, text.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw std::runtime_error(PQerrorMessage(connection_));
  }

 private:
  PGconn* connection_;
};

void create(Client& client) {
  std::string tables = create_tables;
  tables.replace(tables.find("$identity"), 9, "bigint generated always as identity primary key");
  client.execute(tables);
}

enum class Commits { run, step, packed };

void small(Client& client, const std::string& direction, const std::string& file, Commits commits) {
  const std::string text = whole_file(file);
  const auto scripts = scripts_of(text);
  const bool up = direction == "up";
  if (up) create(client);
  std::string message = "begin;\n";
  std::size_t done = 0;
  for (const std::string_view script : scripts) {
    const std::size_t version = up ? ++done : scripts.size() - done++;
    message += script;
    message += ledger_row(version, direction);
    if (commits == Commits::step) message += version_row(up ? version : version - 1) + "commit; begin;\n";
    if (commits == Commits::packed && message.size() < group_size) continue;
    client.execute(message);
    message.clear();
  }
  client.execute(message + version_row(up ? done : 0) + "commit;");
}

void large(Client& client, const std::string& file, bool in_groups) {
  create(client);
  client.execute("begin");
  if (in_groups) {
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
    if (words.at(1) == "small") {
      const Commits commits = words.at(4) == "packed" ? Commits::packed
                              : words.at(4) == "step" ? Commits::step
                                                      : Commits::run;
      small(client, words.at(2), words.at(3), commits);
    }
    if (words.at(1) == "large") large(client, words.at(2), words.at(3) == "groups");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
