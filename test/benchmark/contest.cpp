#include "contest.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

namespace rung::benchmark {
namespace {

class Contest {
  static constexpr std::chrono::seconds longest_repeated{60};

 public:
  Contest(const Workload& workload, BenchmarkDatabase& database)
      : workload_(&workload), database_(&database) {
    for (const Participant& participant : workload.participants) rows_.push_back({participant.name});
    walls_.resize(rows_.size());
    cpus_.resize(rows_.size());
  }

  std::vector<Row> hold(std::size_t rounds) {
    if (workload_->before_all) {
      database_->renew();
      workload_->before_all(*database_);
    }
    for (std::size_t round = 0; round < std::min(rounds, workload_->most_rounds); ++round)
      for_each("timed", [this](std::size_t i, const Words& command) { time(i, command); });
    for_each("watched", [this](std::size_t i, const Words& command) { watch(i, command); });
    network(std::chrono::milliseconds(1), &Row::wall_at_1_ms);
    network(std::chrono::milliseconds(20), &Row::wall_at_20_ms);
    settle();
    return std::move(rows_);
  }

 private:
  template <typename Function>
  void for_each(const char* what, const Function& function) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].failure.empty()) continue;
      std::cerr << fmt::format("{} {}: {}, {}\n", database_->name(), workload_->word, rows_[i].name, what);
      const Participant& participant = workload_->participants[i];
      if (!workload_->before_all) database_->renew();
      if (participant.before && !accept(i, run(participant.before(*database_)))) continue;
      function(i, participant.command(*database_));
    }
  }

  bool accept(std::size_t index, const Measured& measured) {
    if (measured.exit_code != 0)
      rows_[index].failure = fmt::format("exit {}: {}", measured.exit_code, measured.complaint);
    return measured.exit_code == 0;
  }

  /// What takes minutes is not worth waiting for it again.
  [[nodiscard]] bool is_too_slow(std::size_t index) const {
    return !walls_[index].empty() && walls_[index].front() > longest_repeated.count();
  }

  void time(std::size_t index, const Words& command) {
    if (is_too_slow(index)) return;
    const Measured measured = run(command);
    if (!accept(index, measured)) return;
    walls_[index].push_back(measured.wall.count());
    cpus_[index].push_back(measured.cpu.count());
  }

  void watch(std::size_t index, const Words& command) {
    constexpr double kb_a_mb = 1024;
    const Watched watched = run_watched(command, [this] { return database_->server_process(); });
    if (!accept(index, watched.measured)) return;
    rows_[index].client_mb = static_cast<double>(watched.client_kb) / kb_a_mb;
    rows_[index].server_mb = static_cast<double>(watched.server_kb) / kb_a_mb;
  }

  void network(std::chrono::milliseconds delay, std::optional<double> Row::*wall) {
    // What takes many commits takes too long over a slow network to be worth the wait.
    if (workload_->most_rounds == 1) return;
    for_each(delay.count() == 1 ? "at 1 ms" : "at 20 ms", [&](std::size_t i, const Words&) {
      const Participant& participant = workload_->participants[i];
      if (participant.only_near || !database_->enter_network(delay)) return;
      const Measured measured = run(participant.command(*database_));
      rows_[i].round_trips = database_->take_round_trips();
      database_->leave_network();
      if (measured.wall >= most_time || accept(i, measured)) rows_[i].*wall = measured.wall.count();
    });
  }

  void settle() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      rows_[i].wall = median(walls_[i]);
      rows_[i].cpu = median(cpus_[i]);
      std::vector<double> ratios;
      for (std::size_t round = 0; round < std::min(walls_[i].size(), walls_[0].size()); ++round)
        ratios.push_back(walls_[i][round] / walls_[0][round]);
      rows_[i].ratio = median(ratios);
    }
  }

  const Workload* workload_;
  BenchmarkDatabase* database_;
  std::vector<Row> rows_;
  std::vector<std::vector<double>> walls_;
  std::vector<std::vector<double>> cpus_;
};

}  // namespace

std::vector<Row> hold(const Workload& workload, BenchmarkDatabase& database, std::size_t rounds) {
  return Contest(workload, database).hold(rounds);
}

}  // namespace rung::benchmark
