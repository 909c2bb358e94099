#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace job_queue {

/// Where a worker listens.
struct Place {
  std::string host;
  std::optional<int> port;  ///< 1 to 65535.
};

/// "db1:5432" and "[::1]:5432" become host and port. A text of any other form is a host without a port, kept
/// to the letter, so that `join_address` gives back every text that there can be.
Place split_address(std::string_view address);

/// The inverse of `split_address`.
std::string join_address(const Place& place);

}  // namespace job_queue
