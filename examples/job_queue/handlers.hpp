#pragma once

#include <string>

#include "queue.hpp"

namespace job_queue {

/// Does the work of a job and returns what came of it, in one line. Throws std::runtime_error if the attempt
/// failed.
std::string perform(const Job& job);

}  // namespace job_queue
