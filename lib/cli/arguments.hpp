#pragma once

#include <string>
#include <vector>

namespace rung::cli {

/// The arguments behind the program's name, with Hasura's `--to-v1.3.0` written as `--to v1.3.0`.
std::vector<std::string> spelled_out(int argc, const char* const* argv);

/// Overwrites the password of every URL and connection string (`scheme://user:password@…`, `…?password=…`,
/// `password='…'`) with stars, in place: other users of the machine can read a process's arguments.
void blank_passwords(int argc, char** argv);

}  // namespace rung::cli
