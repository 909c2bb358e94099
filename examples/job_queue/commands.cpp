#include "commands.hpp"

#include <iostream>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "handlers.hpp"
#include "queue.hpp"

namespace job_queue {
namespace {

void enqueue(Queue& queue, const Command& command) {
  const long long id = queue.enqueue(command.tenant, command.job, command.input);
  std::cout << "job " << id << ": queued\n";
}

void attempt(Queue& queue, const Job& job) {
  std::cout << "job " << job.id << ": ";
  std::string failure;
  try {
    std::cout << perform(job) << '\n';
  } catch (const std::runtime_error& error) {
    failure = error.what();
  }
  if (failure.empty()) {
    queue.finish(job);
  } else {
    std::cout << "attempt " << job.attempt << " of " << job.max_attempts << " failed: " << failure << '\n';
    queue.finish_failed(job, failure);
  }
}

void work(Queue& queue, const Command& command) {
  queue.enlist({command.worker, split_address(command.address)});
  for (int worked = 0; command.count == 0 || worked < command.count; ++worked) {
    const std::optional<Job> job = queue.take(command.worker);
    if (!job) return;
    attempt(queue, *job);
  }
}

void report(Queue& queue, const Command& /*command*/) {
  const Report report = queue.report();
  std::cout << "jobs: " << report.queued << " queued, " << report.running << " running, " << report.done
            << " done, " << report.failed << " failed\n";
  for (const Worker& worker : report.workers) {
    std::cout << worker.name << " is at " << join_address(worker.place) << '\n';
  }
}

void add_own_commands(CLI::App& app, Command& command) {
  app.add_option("--database", command.database,
                 "URL of the database, such as sqlite:queue.db or postgres://host/name")
      ->envname("DATABASE_URL")
      ->required();
  app.option_defaults()->always_capture_default();  // behind --database: it has no default to show
  app.require_subcommand(1);
  app.footer("rung's commands: upgrade, downgrade, db COMMAND; each with --help");

  CLI::App* const enqueuing = app.add_subcommand("enqueue", "Add a job")->fallthrough();
  enqueuing->add_option("name", command.job, "What to do: greet or count_words")->required();
  enqueuing->add_option("input", command.input, "What to do it with");
  enqueuing->add_option("--tenant", command.tenant, "For whom");
  enqueuing->callback([&command] { command.execute = enqueue; });

  CLI::App* const working = app.add_subcommand("work", "Work the jobs that may be taken now")->fallthrough();
  working->add_option("--count", command.count, "Attempts to make, at most; 0: no limit");
  working->add_option("--worker", command.worker, "This worker's name");
  working->add_option("--address", command.address, "Where this worker listens");
  working->callback([&command] { command.execute = work; });

  app.add_subcommand("report", "Count the jobs, list the workers")->fallthrough()->callback([&command] {
    command.execute = report;
  });
}

}  // namespace

std::optional<int> parse(int argc, char** argv, const std::string& program, Command& command) {
  CLI::App app{"A task queue that migrates its own database when it starts", program};
  add_own_commands(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return std::nullopt;
}

}  // namespace job_queue
