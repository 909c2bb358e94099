#include "support/pooler.hpp"

#include <iostream>
#include <stdexcept>
#include <string>

namespace rung::test {
namespace {

constexpr const char* script = RUNG_TEST_DIR "/server/pgbouncer";
constexpr int no_program = 77;

}  // namespace

Pooler::Pooler(int pool_size)
    : process_({script, "start", folder_.name(), shared_postgresql().folder, shared_postgresql().port,
                std::to_string(pool_size)}) {
  if (!process_.complains("process up")) throw std::runtime_error(process_.wait().err);
}

bool can_start_pooler() {
  if (!can_start_postgresql()) return false;
  const Ended ended = run({script, "find"});
  if (ended.exit_code != 0 && ended.exit_code != no_program) throw std::runtime_error(ended.err);
  if (ended.exit_code == no_program) std::cerr << "SKIPPED: " << ended.err;
  return ended.exit_code == 0;
}

}  // namespace rung::test
