#include "backend/postgresql/postgresql_ports.hpp"

namespace rung::postgresql {

std::vector<OtherSession> Sessions::others() {
  std::vector<OtherSession> sessions;
  const Rows rows = exchange_->query(
      "select application_name, usename, client_addr, "
      "pg_catalog.to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
      "from pg_catalog.pg_stat_activity where datname = pg_catalog.current_database() "
      "and pid <> pg_catalog.pg_backend_pid() and backend_type = 'client backend' order by backend_start");
  for (const Row& row : rows) {
    sessions.push_back({row.at(0).value_or(std::string{}), row.at(1).value_or(std::string{}),
                        row.at(2).value_or(std::string{}), row.at(3).value_or(std::string{})});
  }
  return sessions;
}

}  // namespace rung::postgresql
