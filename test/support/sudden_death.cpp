#include "support/sudden_death.hpp"

#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace rung::test {

void DiesAtStep::step_started(const Step& /*step*/) {
  if (--left_ == 0) _exit(exit_code);
}

bool dies(const std::function<void()>& function) {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no further process could be started");
  if (child == 0) {
    try {
      function();
    } catch (...) {
      _exit(1);
    }
    _exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("the child process is lost");
  return WIFEXITED(status) && WEXITSTATUS(status) == DiesAtStep::exit_code;
}

}  // namespace rung::test
