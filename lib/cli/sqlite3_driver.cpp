#include <string_view>

#include <boost/filesystem.hpp>
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/cli.hpp>
#include <rung/error.hpp>

namespace rung::cli {
namespace {

constexpr std::string_view native_scheme = "sqlite3://";

[[noreturn]] void refuse(const std::string& message) {
  throw ConnectionError(message, CatalogState::untouched(), Retry::useless);
}

std::string without_scheme(const std::string& url) {
  std::string path = url.substr(url.find(':') + 1);
  // `sqlite:///var/lib/app.db`: an empty host, as in file URLs.
  if (path.rfind("//", 0) == 0) path.erase(0, 2);
  if (path.empty()) refuse("the database's URL names no file: write sqlite:app.db");
  return path;
}

/// SOCI's connection string for a path. A double quote cannot be written in one, but in SQLite's file URI it
/// can.
std::string connection_string(const std::string& path) {
  if (path.find('"') == std::string::npos) return fmt::format("db=\"{}\"", path);
  std::string uri = "file:";
  for (const char c : path)
    uri += c == '"' || c == '%' || c == '?' || c == '#'
               ? fmt::format("%{:02X}", static_cast<unsigned char>(c))
               : std::string(1, c);
  return fmt::format("db=\"{}\"", uri);
}

std::string settle_missing_file(const std::string& path, const OpenOptions& options) {
  if (path == ":memory:") return path;
  boost::system::error_code error;
  const boost::filesystem::file_status status = boost::filesystem::status(path, error);
  if (boost::filesystem::is_directory(status)) refuse(fmt::format("{} is a folder, not a database", path));
  if (boost::filesystem::exists(status)) return path;
  if (options.missing_file == MissingFile::stand_in) return ":memory:";
  if (options.missing_file == MissingFile::create) {
    if (options.before_creation) options.before_creation();
    return path;
  }
  refuse(fmt::format("there is no database file {}; only `upgrade` creates one. Check the path", path));
}

Connection open(const std::string& url, const OpenOptions& options) {
  const bool is_native = url.rfind(native_scheme, 0) == 0 && url.find('=') != std::string::npos;
  const std::string path = is_native ? std::string{} : settle_missing_file(without_scheme(url), options);
  const std::string text = is_native ? url.substr(native_scheme.size()) : connection_string(path);
  try {
    auto session = std::make_shared<soci::session>(soci::sqlite3, text);
    Database database = backend::sqlite3(*session);
    return {std::move(session), std::move(database)};
  } catch (const soci::soci_error& error) {
    refuse(
        fmt::format("cannot open {}: {}", path.empty() ? "the database" : path, error.get_error_message()));
  }
}

}  // namespace

Driver sqlite3() {
  return {{"sqlite", "sqlite3"}, open, "sqlite:app.db", [](const std::string&) { return testing::sqlite(); }};
}

}  // namespace rung::cli
