#include "routines.hpp"

#include <string>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "address.hpp"
#include "schema.hpp"
#include <job_queue/known_to_postgresql.hpp>
#include <job_queue/known_to_sqlite.hpp>

namespace job_queue {
namespace {

using soci::into;
using soci::use;

/// Step 37: `address` becomes `host` and `port`, and is left empty.
void split_worker_host(soci::session& sql) {
  std::vector<std::pair<long long, std::string>> workers;
  long long id = 0;
  std::string address;
  soci::statement read = (sql.prepare << "select id, address from worker", into(id), into(address));
  read.execute();
  while (read.fetch()) workers.emplace_back(id, address);

  for (const auto& [worker, text] : workers) {
    const Place place = split_address(text);
    const int port = place.port.value_or(0);
    sql << "update worker set address = '', host = :host, port = nullif(:port, 0) where id = :id",
        use(place.host, "host"), use(port, "port"), use(worker, "id");
  }
}

/// Step 37 down: `address` comes back from `host` and `port`, which are left null.
void join_worker_host(soci::session& sql) {
  std::vector<std::pair<long long, Place>> workers;
  long long id = 0;
  Place place;
  int port = 0;
  soci::statement read = (sql.prepare << "select id, host, coalesce(port, 0) from worker", into(id),
                          into(place.host), into(port));
  read.execute();
  while (read.fetch()) {
    place.port = port == 0 ? std::nullopt : std::optional(port);
    workers.emplace_back(id, place);
  }

  for (const auto& [worker, where] : workers) {
    const std::string address = join_address(where);
    sql << "update worker set address = :address, host = null, port = null where id = :id",
        use(address, "address"), use(worker, "id");
  }
}

}  // namespace

rung::MigrationSet migrations(rung::Dialect dialect) {
  rung::MigrationSet set = dialect == rung::Dialect::postgresql ? known_to_postgresql() : known_to_sqlite();
  if (schema::version < 37) return set;
  return set.bind("split_worker_host/1", split_worker_host).bind("join_worker_host/1", join_worker_host);
}

}  // namespace job_queue
