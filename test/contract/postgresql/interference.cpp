#include "contract/postgresql/interference.hpp"

#include <fmt/format.h>

namespace rung::test {

UpgradeBeside::UpgradeBeside(ServerPlace& place, const MigrationSet& set, const UpgradeOptions& options)
    : place_(&place),
      ended_(std::async(std::launch::async, [&place, set, options] { return place.upgrade(set, options); })) {
}

void UpgradeBeside::wait_until_stuck(const std::string& kind, std::chrono::milliseconds time) {
  PostgresqlClient client = place_->client();
  // The view does not tell since when: the clock is asked on both sides.
  const std::string stuck = fmt::format(
      "select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and "
      "l.locktype = '{}' and a.datname = '{}' and a.query_start < clock_timestamp() - interval '{} "
      "milliseconds'",
      kind, place_->name(), time.count());
  wait_until([&] {
    if (ended_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      ended_.get();
      throw std::logic_error("nothing stands in the way of the upgrade");
    }
    const auto processes = client.rows(stuck);
    if (!processes.empty()) process_ = processes.front();
    return !processes.empty();
  });
}

void UpgradeBeside::end_by(const std::string& function) {
  place_->rows(fmt::format("select {}({})", function, process_));
}

}  // namespace rung::test
