#include "contract/postgresql/server_place.hpp"

#include <iostream>
#include <thread>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <rung/backend/postgresql.hpp>

#include "contract/sets.hpp"

namespace rung::test {

std::string ServerPlace::conninfo(const std::string& role) {
  return shared_postgresql().conninfo(role, name());
}

void ServerPlace::with_session_of(const std::string& role, const std::string& options,
                                  const std::function<void(soci::session&, Database&)>& function) {
  soci::session session(soci::postgresql, conninfo(role) + ' ' + options);
  Database database = backend::postgresql(session);
  function(session, database);
}

Stranger::Stranger(ServerPlace& place) : place_(&place), name_("stranger_" + place.name()) {
  place.rows(fmt::format("create role {} login", name_));
}

Stranger::~Stranger() {
  try {
    place_->rows(fmt::format("drop owned by {0}; drop role {0}", name_));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

std::string value(soci::session& session, const std::string& sql) {
  std::string found;
  soci::indicator indicator = soci::i_null;
  session << sql, soci::into(found, indicator);
  return indicator == soci::i_ok ? found : "";
}

void wait_until(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("what was waited for did not come");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

MigrationSet outside_6(const std::string& up, const std::string& down) {
  return {tables(5, 5) + script(6, up, down, Transaction::none)};
}

}  // namespace rung::test
