#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/shop.hpp"

namespace rung::test {

/// Something that goes wrong, and what the tool says then.
struct Mishap {
  std::string what;  ///< In words, as a person would look it up.
  int exit_code;
  Words command;                  ///< Behind `rung --migrations migrations --database …`.
  std::vector<std::string> says;  ///< Parts of the message.
  std::function<void(const Shop&)> prepare = nullptr;  ///< Makes it go wrong.
  std::string url = {};  ///< Empty: the shop's file; "none": without a database.
};

inline std::vector<Mishap> joined(const std::vector<std::vector<Mishap>>& lists) {
  std::vector<Mishap> all;
  for (const std::vector<Mishap>& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

/// What is asked for makes no sense, or the folder cannot be read.
std::vector<Mishap> mishaps_of_folders();
/// The database is not what the program expects.
std::vector<Mishap> mishaps_of_databases();

}  // namespace rung::test
