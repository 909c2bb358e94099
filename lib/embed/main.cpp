#include <algorithm>
#include <exception>
#include <map>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <boost/filesystem.hpp>
#include <boost/filesystem/fstream.hpp>
#include <fmt/format.h>

#include <rung/error.hpp>
#include <rung/load_directory.hpp>

#include "embed/depfile.hpp"
#include "embed/request.hpp"
#include "embed/set_writer.hpp"

// rung-embed: writes a folder of migrations as C++, to be compiled into a program. `rung_embed_migrations()`
// of RungEmbed.cmake calls it; a mistake in a migration is a build error at its file, line and column.

namespace {

namespace fs = boost::filesystem;
using namespace rung;  // NOLINT(google-build-using-namespace): a program of rung's

/// As compilers print it, so that editors find the place.
std::string diagnostic(const SourceError& error) {
  std::string place = error.file();
  if (error.line() != 0) place += fmt::format(":{}", error.line());
  if (error.column() != 0) place += fmt::format(":{}", error.column());
  std::string_view message = error.what();
  if (place.empty()) return fmt::format("rung-embed: error: {}\n", message);
  if (message.substr(0, place.size()) == place)
    message.remove_prefix(std::min(message.size(), place.size() + 2));
  return fmt::format("{}: error: {}\n", place, message);
}

void write_file(const std::string& path, const std::string& text) {
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty()) fs::create_directories(folder);
  fs::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw SourceError(path, 0, 0, "cannot be written");
}

std::string clean_path(const std::string& path) {
  std::string clean = fs::absolute(path).lexically_normal().generic_string();
  while (clean.size() > 1 && (clean.back() == '/' || clean.back() == '.')) clean.pop_back();
  return clean;
}

void embed_folder(const embed::Request& request) {
  const MigrationSet set =
      load_directory(request.directory, {request.format, request.dialect, Reading::now, request.variables});
  const std::string source = embed::source_text(request, set);
  write_file(request.depfile, embed::depfile(request));
  write_file(request.header, embed::header_text(request));
  write_file(request.source, source);
}

bool is_identifier(std::string_view word) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !word.empty() && !is_digit(word.front()) &&
         std::all_of(word.begin(), word.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

/// For CLI11: what is wrong with the word, or nothing.
std::string check_name(const std::string& word) {
  return is_identifier(word) ? "" : fmt::format("'{}' cannot be the name of a function", word);
}

std::string check_namespace(const std::string& word) {
  std::string_view rest = word;
  for (std::size_t end = rest.find("::"); end != std::string_view::npos; end = rest.find("::")) {
    if (!is_identifier(rest.substr(0, end))) break;
    rest.remove_prefix(end + 2);
  }
  return is_identifier(rest) ? "" : fmt::format("'{}' cannot be the name of a namespace", word);
}

/// An option whose value is one of a few words.
template <typename Value>
CLI::Option* add_choice(CLI::App& app, const std::string& name, const std::map<std::string, Value>& choices,
                        Value& value, const std::string& description) {
  const auto take = [choices, &value](const std::string& word) { value = choices.at(word); };
  return app.add_option_function<std::string>(name, take, description)->check(CLI::IsMember(choices));
}

void declare(CLI::App& app, embed::Request& request) {
  std::map<std::string, Format> formats;
  for (const Format format : rung::formats) formats.emplace(to_string(format), format);
  const std::map<std::string, Dialect> dialects{
      {"any", Dialect::any}, {"sqlite", Dialect::sqlite}, {"postgresql", Dialect::postgresql}};
  const std::map<std::string, embed::TextForm> forms{{"incbin", embed::TextForm::incbin},
                                                     {"arrays", embed::TextForm::arrays}};
  app.add_option("--directory", request.directory, "The folder of the migrations")->required();
  add_choice(app, "--format", formats, request.format,
             "How its files are laid out; auto: told by their names");
  const auto take_variable = [&request](const std::string& word) {
    if (!text::add_variable(request.variables, word))
      throw CLI::ValidationError("--variable", fmt::format("'{}' is not NAME=VALUE", word));
  };
  app.add_option_function<std::string>("--variable", take_variable, "NAME=VALUE, for goose's ENVSUB")
      ->trigger_on_parse();
  add_choice(app, "--dialect", dialects, request.dialect, "Of the SQL; any: no statement is looked at")
      ->required();
  add_choice(app, "--text", forms, request.text, "How the text gets in; incbin is for g++ and clang")
      ->required();
  app.add_option("--name", request.name, "The function that returns the set")
      ->required()
      ->check(CLI::Validator(check_name, "NAME"));
  app.add_option("--namespace", request.name_space, "The namespace of that function")
      ->required()
      ->check(CLI::Validator(check_namespace, "NAME"));
  app.add_option("--source", request.source, "The C++ source to write")->required();
  app.add_option("--header", request.header, "The header to write")->required();
  app.add_option("--depfile", request.depfile, "The depfile to write")->required();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Writes a folder of migrations as C++, to be compiled into a program", "rung-embed"};
  embed::Request request;
  declare(app, request);
  CLI11_PARSE(app, argc, argv);
  try {
    request.directory = clean_path(request.directory);
    embed_folder(request);
    return 0;
  } catch (const SourceError& error) {
    fmt::print(stderr, "{}", diagnostic(error));
  } catch (const std::exception& error) {
    fmt::print(stderr, "rung-embed: error: {}\n", error.what());
  }
  return 1;
}
