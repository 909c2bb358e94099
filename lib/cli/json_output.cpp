#include "cli/json_output.hpp"

#include <nlohmann/json.hpp>

namespace rung::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Bytes that are no UTF-8 (a server's message in another encoding) must not spoil the whole.
std::string printed(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json to_json(const ReachableRelease& target) {
  return {{"release", target.release},
          {"version", target.version.number()},
          {"steps", target.steps},
          {"reachable", target.reachable},
          {"why", or_null(target.why)}};
}

Json to_json(const std::vector<testing::SymmetryFinding>& findings) {
  Json json = Json::array();
  for (const testing::SymmetryFinding& finding : findings) {
    json.push_back(
        {{"name", finding.name}, {"what", finding.sentence}, {"accepted", or_null(finding.accepted)}});
  }
  return json;
}

Json to_json(const LedgerEntry& entry) {
  return {{"id", entry.id},
          {"run", entry.run},
          {"catalog", entry.catalog},
          {"version", entry.version.number()},
          {"name", entry.name},
          {"direction", to_string(entry.direction)},
          {"checksum", entry.checksum},
          {"outcome", to_string(entry.outcome)},
          {"statements_done", entry.statements_done},
          {"statements_total", entry.statements_total},
          {"cursor", or_null(entry.cursor)},
          {"sent", or_null(entry.sent)},
          {"started", entry.started},
          {"finished", or_null(entry.finished)},
          {"elapsed_ms", entry.elapsed_ms},
          {"release", or_null(entry.release)},
          {"host", or_null(entry.host)},
          {"pid", entry.pid},
          {"error", or_null(entry.error)}};
}

}  // namespace

std::string to_json(const StatusReport& report, const std::string& catalog) {
  const Status& status = report.status;
  Json json{{"catalog", catalog},
            {"state", to_string(status.standing)},
            {"version", status.version.number()},
            {"release", or_null(status.release)},
            {"newest", status.newest.number()},
            {"floor", status.floor.number()},
            {"holds", status.holds},
            {"written_by", or_null(status.written_by)},
            {"applied", report.applied},
            {"pending", Json::array()},
            {"targets", Json::array()}};
  for (const MigrationView& migration : report.pending) {
    json["pending"].push_back({{"version", migration.version().number()}, {"name", migration.name()}});
  }
  for (const ReachableRelease& target : report.targets) json["targets"].push_back(to_json(target));
  return printed(json);
}

std::string to_json(const std::vector<LedgerEntry>& entries) {
  Json json = Json::array();
  for (const LedgerEntry& entry : entries) json.push_back(to_json(entry));
  return printed(json);
}

std::string to_json(const testing::SymmetryReport& report) {
  Json json{{"symmetric", report.symmetric()},
            {"steps", Json::array()},
            {"initial_script", to_json(report.initial_script)},
            {"notes", report.notes}};
  for (const testing::SymmetryStep& step : report.steps) {
    json["steps"].push_back({{"version", step.version.number()},
                             {"name", step.name},
                             {"result", to_string(step.result)},
                             {"reason", or_null(step.reason)},
                             {"findings", to_json(step.findings)}});
  }
  return printed(json);
}

}  // namespace rung::cli
