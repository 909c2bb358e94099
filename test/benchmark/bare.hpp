#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What the bare clients share: they do with the database's own C library what rung does, the same SQL with
// the same commits and the same rows in a ledger, and nothing else.

namespace rung::benchmark {

/// A group of statements is sent when it is this long.
constexpr std::size_t group_size = std::size_t{1} << 20U;

/// Calls `take` with blocks of whole lines of a file, of a megabyte each.
inline void for_each_block(const std::string& path, const std::function<void(std::string& block)>& take) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) throw std::runtime_error("cannot be opened: " + path);
  std::string block;
  std::size_t kept = 0;
  for (;;) {
    block.resize(kept + group_size);
    const std::size_t got = std::fread(block.data() + kept, 1, group_size, file);
    block.resize(kept + got);
    if (block.empty()) break;
    const std::size_t end = got == 0 ? block.size() : block.rfind('\n') + 1;
    const std::string rest = block.substr(end);
    block.resize(end);
    if (!block.empty()) take(block);
    block = rest;
    kept = block.size();
  }
  std::fclose(file);
}

inline std::string whole_file(const std::string& path) {
  std::string text;
  for_each_block(path, [&text](const std::string& block) { text += block; });
  return text;
}

/// The scripts of a file that holds many, each ended by a line `--`.
inline std::vector<std::string_view> scripts_of(std::string_view text) {
  constexpr std::string_view end = "--\n";
  std::vector<std::string_view> scripts;
  for (std::size_t found = text.find(end); found != std::string_view::npos; found = text.find(end)) {
    scripts.push_back(text.substr(0, found));
    text.remove_prefix(found + end.size());
  }
  return scripts;
}

constexpr const char* create_tables =
    "create table rung_version (catalog text primary key not null, head bigint not null, chain text not "
    "null);"
    "create table rung_ledger (id $identity, run text not null, catalog text not null, version bigint not "
    "null, "
    "name text not null, direction text not null, checksum text not null, outcome text not null, "
    "statements_done bigint not null, statements_total bigint not null, cursor text, sent text, started text "
    "not "
    "null, finished text, elapsed_ms bigint, release text, host text, pid bigint, error text);";

/// With the columns of rung's own ledger.
inline std::string ledger_row(std::size_t version, std::string_view direction) {
  return "insert into rung_ledger (run, catalog, version, name, direction, checksum, outcome, "
         "statements_done, "
         "statements_total, started, finished, elapsed_ms, release, host, pid) values ('7a9d2c5e81f04b36', "
         "'main', " +
         std::to_string(version) + ", 'step', '" + std::string(direction) +
         "', '9592bf02dcd17d0cf35640185eb0fd59ee9bbe4503e2d1702d4d8f8d43dfefe9', 'done', 3, 3, "
         "'2026-01-01T10:00:00.000Z', '2026-01-01T10:00:00.001Z', 1, 'v1', 'here', 4711);\n";
}

inline std::string version_row(std::size_t head) {
  return "insert into rung_version values ('main', " + std::to_string(head) +
         ", '9592bf02dcd17d0cf35640185eb0fd59ee9bbe4503e2d1702d4d8f8d43dfefe9') "
         "on conflict (catalog) do update set head = excluded.head;\n";
}

constexpr const char* read_version = "select head, chain from rung_version where catalog = 'main'";

}  // namespace rung::benchmark
