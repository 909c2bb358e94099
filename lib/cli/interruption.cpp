#include "cli/interruption.hpp"

#include <atomic>
#include <csignal>
#include <unistd.h>

namespace rung::cli {
namespace {

std::atomic<Database*> watched{nullptr};
std::atomic<int> signals_seen{0};

using Action = struct sigaction;
Action former_interrupt{};
Action former_terminate{};

extern "C" void on_signal(int number) {
  if (signals_seen.fetch_add(1) > 0) _exit(128 + number);
  Database* const database = watched.load();
  if (database != nullptr) database->cancel();
}

}  // namespace

Interruption::Interruption(Database& database) {
  signals_seen.store(0);
  watched.store(&database);
  Action action{};
  action.sa_handler = on_signal;  // NOLINT(cppcoreguidelines-pro-type-union-access): POSIX made it one
  sigaction(SIGINT, &action, &former_interrupt);
  sigaction(SIGTERM, &action, &former_terminate);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &former_interrupt, nullptr);
  sigaction(SIGTERM, &former_terminate, nullptr);
  watched.store(nullptr);
}

bool Interruption::happened() noexcept { return signals_seen.load() > 0; }

}  // namespace rung::cli
