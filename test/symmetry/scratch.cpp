#include "symmetry/scratch.hpp"

#include <fmt/format.h>

#ifdef RUNG_TEST_POSTGRESQL
#include "support/postgresql_client.hpp"
#include "support/postgresql_server.hpp"
#endif

namespace rung::test {
namespace {

template <typename Format>
std::vector<std::string> open_findings(const testing::SymmetryReport& report, const Format& format) {
  std::vector<std::string> found;
  const auto take = [&](const std::string& version, const std::vector<testing::SymmetryFinding>& findings) {
    for (const auto& finding : findings)
      if (finding.accepted.empty()) found.push_back(version + ' ' + format(finding));
  };
  for (const auto& step : report.steps) take(to_string(step.version), step.findings);
  take("initial", report.initial_script);
  return found;
}

}  // namespace

std::vector<std::string> findings(const testing::SymmetryReport& report) {
  return open_findings(report, [](const auto& finding) { return finding.name + " | " + finding.sentence; });
}

std::vector<std::string> finding_names(const testing::SymmetryReport& report) {
  return open_findings(report, [](const auto& finding) { return finding.name; });
}

#ifdef RUNG_TEST_POSTGRESQL

std::string scratch_url() {
  static const std::string url = [] {
    PostgresqlClient client(shared_postgresql().conninfo("postgres", "postgres"));
    // A role belongs to the server, so that another process may make it at the same moment.
    client.execute(
        "do $$ begin create role rung_maker login createdb; "
        "exception when duplicate_object or unique_violation then null; end $$");
    return shared_postgresql().url("rung_maker", "postgres");
  }();
  return url;
}

std::vector<std::string> scratch_backends() {
  if (can_start_postgresql()) return {"sqlite", "postgresql"};
  return {"sqlite"};
}

testing::ThrowawayDatabase scratch_of(const std::string& backend) {
  return backend == "sqlite" ? testing::sqlite() : testing::postgresql(scratch_url());
}

#else

std::vector<std::string> scratch_backends() { return {"sqlite"}; }

testing::ThrowawayDatabase scratch_of(const std::string& /*backend*/) { return testing::sqlite(); }

#endif

std::string called(const std::string& backend, const std::string& name) {
  return backend == "postgresql" ? "public." + name : name;
}

Migration step(std::int64_t version, const std::string& up, const std::string& down) {
  return {Version{version}, fmt::format("step_{}", version), Script{up}, Script{down}};
}

}  // namespace rung::test
