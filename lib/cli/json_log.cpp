#include "cli/json_log.hpp"

#include <string_view>
#include <utility>

#include <fmt/chrono.h>
#include <nlohmann/json.hpp>

#include "cli/error_output.hpp"

namespace rung::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string now() {
  using namespace std::chrono;
  const auto time = system_clock::now();
  const auto second = time_point_cast<seconds>(time);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(system_clock::to_time_t(second)),
                     duration_cast<milliseconds>(time - second).count());
}

void write_line(std::string_view event, const std::string& run, const Json& more) {
  Json line{{"time", now()}, {"event", event}};
  if (!run.empty()) line["run"] = run;
  line.update(more);
  // Bytes that are no UTF-8 (a server's message in another encoding) must not spoil the whole.
  write_error_output(line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n');
}

void write_waiting(const std::string& run, std::string_view what, std::chrono::milliseconds waited) {
  write_line("waiting", run, {{"for", what}, {"waited_ms", waited.count()}});
}

Json named(const Step& step) {
  return {{"direction", to_string(step.direction)}, {"version", step.version.number()}, {"name", step.name}};
}

Json with(Json json, const Json& more) {
  json.update(more);
  return json;
}

}  // namespace

void JsonLog::run_started(const RunInfo& run) {
  run_ = run.id;
  write_line("run_started", run_,
             {{"catalog", run.catalog}, {"program", run.program}, {"release", run.release}});
}

void JsonLog::plan_made(const Plan& plan) {
  write_line("plan_made", run_,
             {{"from", plan.from.number()},
              {"to", plan.to.number()},
              {"steps", plan.steps.size()},
              {"segments", plan.segments.size()},
              {"warnings", plan.warnings}});
}

void JsonLog::segment_started(const Plan& plan, const Segment& segment) {
  write_line("segment_started", run_,
             {{"first", plan.steps[segment.first].version.number()},
              {"steps", segment.count},
              {"transaction", to_string(segment.transaction)}});
}

void JsonLog::step_started(const Step& step) { write_line("step_started", run_, named(step)); }

void JsonLog::statement_done(const Step& step, const StepProgress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (now - told_ < std::chrono::seconds(1)) return;
  told_ = now;
  write_line("progress", run_,
             with(named(step), {{"statement", progress.statement},
                                {"statements", progress.statements},
                                {"bytes", progress.bytes},
                                {"total_bytes", progress.total_bytes}}));
}

void JsonLog::step_done(const Step& step, std::chrono::milliseconds elapsed) {
  print_step(step, elapsed);
  write_line("step_done", run_, with(named(step), {{"elapsed_ms", elapsed.count()}}));
}

void JsonLog::notice(std::string_view message) { write_line("notice", run_, {{"message", message}}); }

void JsonLog::retrying(std::string_view why, int attempt, int most) {
  write_line("retrying", run_, {{"why", why}, {"attempt", attempt}, {"most", most}});
}

void JsonLog::waiting(std::string_view holder, std::chrono::milliseconds waited) {
  write_waiting(run_, holder, waited);
}

void JsonLog::run_done(const Outcome& outcome) {
  write_line("run_done", run_,
             {{"from", outcome.from.number()},
              {"to", outcome.to.number()},
              {"steps", outcome.steps},
              {"waited_ms", outcome.waited.count()}});
}

void log_waiting(std::string_view what, std::chrono::milliseconds waited) { write_waiting({}, what, waited); }

void log_error(const Error& error, int exit_code) {
  write_line("error", {},
             {{"exit_code", exit_code},
              {"state", to_string(error.database_state())},
              {"may_retry", error.may_retry()},
              {"message", error.what()}});
}

}  // namespace rung::cli
