#include "support/postgresql_server.hpp"

#include <iostream>
#include <memory>
#include <regex>
#include <stdexcept>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "support/read_file.hpp"
#include "support/subprocess.hpp"

namespace rung::test {
namespace {

constexpr const char* script = RUNG_TEST_DIR "/server/postgresql";
constexpr int no_programs = 77;

std::string call(const std::string& command, const std::string& folder, Durability durability) {
  const Ended ended = run({script, command, folder},
                          {fmt::format("RUNG_TEST_DURABLE={}", durability == Durability::as_usual ? 1 : 0),
                           fmt::format("RUNG_TEST_OWNER={}", getpid())});
  if (ended.exit_code != 0) throw std::runtime_error(ended.err);
  return ended.out;
}

bool answers(const PostgresqlAddress& address) {
  return PQping(address.conninfo("postgres", "postgres").c_str()) == PQPING_OK;
}

/// Nothing if ctest has not started one, or if it is gone.
std::optional<PostgresqlAddress> server_of_ctest() {
  const std::string text = read_file(RUNG_TEST_POSTGRESQL);
  if (text.empty()) return std::nullopt;
  PostgresqlAddress address = PostgresqlAddress::parse(text);
  return answers(address) ? std::optional(std::move(address)) : std::nullopt;
}

}  // namespace

PostgresqlAddress PostgresqlAddress::parse(const std::string& text) {
  static const std::regex form(R"(postgresql://host=(\S+) port=(\d+) .*\s*)");
  std::smatch parts;
  if (!std::regex_match(text, parts, form)) throw std::invalid_argument("no address of a server: " + text);
  return {parts[1], parts[2]};
}

std::string PostgresqlAddress::conninfo(const std::string& user, const std::string& database) const {
  return fmt::format("host={} port={} user={} dbname={}", folder, port, user, database);
}

std::string PostgresqlAddress::url(const std::string& user, const std::string& database) const {
  return "postgresql://" + conninfo(user, database);
}

PostgresqlServer::PostgresqlServer(Durability durability) : durability_(durability) { restart(); }

PostgresqlServer::~PostgresqlServer() {
  try {
    stop();
  } catch (const std::exception& error) {
    std::cerr << error.what();
  }
}

void PostgresqlServer::kill() { call("kill", folder_.name(), durability_); }

void PostgresqlServer::stop() { call("stop", folder_.name(), durability_); }

void PostgresqlServer::restart() {
  address_ = PostgresqlAddress::parse(call("start", folder_.name(), durability_));
}

bool can_start_postgresql() {
  static const bool can = [] {
    const Ended ended = run({script, "find"});
    if (ended.exit_code != 0 && ended.exit_code != no_programs) throw std::runtime_error(ended.err);
    if (ended.exit_code == no_programs) std::cerr << "SKIPPED: " << ended.err;
    return ended.exit_code == 0;
  }();
  return can;
}

const PostgresqlAddress& shared_postgresql() {
  static std::unique_ptr<PostgresqlServer> own;
  static const PostgresqlAddress address = [] {
    if (auto found = server_of_ctest()) return *found;
    own = std::make_unique<PostgresqlServer>();
    return own->address();
  }();
  return address;
}

}  // namespace rung::test
