#pragma once

#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace rung::test {

/// Another program that is writing to a SQLite file, for as long as this object lives.
class OpenTransaction {
 public:
  explicit OpenTransaction(const std::string& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK ||
        sqlite3_exec(handle_, "begin immediate", nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(path + ": " + sqlite3_errmsg(handle_));
    }
  }
  ~OpenTransaction() { sqlite3_close(handle_); }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace rung::test
