#include "embed/set_writer.hpp"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "embed/cpp_literal.hpp"
#include "embed/text_blob.hpp"
#include "embed/word_blob.hpp"

namespace rung::embed {
namespace {

using embedded::ActionKind;

/// The last part of a path.
std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

/// A name that no other set of the program has.
std::string symbol(const Request& request) {
  std::string result = "rung_text_";
  for (const char c : request.name_space + "_" + request.name) result += c == ':' ? '_' : c;
  return result;
}

std::string_view kind_word(ActionKind kind) {
  switch (kind) {
    case ActionKind::script:
      return "script";
    case ActionKind::routine:
      return "routine";
    case ActionKind::irreversible:
      break;
  }
  return "irreversible";
}

/// Writes the rows of the tables, each as an aggregate with all its members in the order of
/// rung/embedded.hpp.
class RowWriter {
 public:
  explicit RowWriter(const Request& request)
      : text_(request.text, symbol(request)),
        folder_(request.directory),
        label_(file_name(request.directory)) {}

  std::string row(MigrationView migration) {
    // In this order, so that the texts stand in that of the set.
    const std::string up = row(migration.action(Direction::up));
    const std::string down = row(migration.action(Direction::down));
    const Version reader = migration.oldest_reader();
    return fmt::format("{{{}, {},\n   {},\n   {},\n   {}, {}}}", migration.version().number(),
                       words_.add(migration.name()), up, down,
                       reader == migration.version() ? 0 : reader.number(),
                       words_.add(migration.checksum().digits()));
  }

  std::string row(const embedded::Script& script) {
    return fmt::format(
        "{{{}, {}, {}, {}, {}U, Transaction::{}, ForeignKeys::{}, Dialect::{}, {}, {}U, {}}}",
        text_.add(script), words_.add(label_ + std::string(script.file.substr(folder_.size()))),
        script.offset, script.size, script.first_line, to_string(script.transaction),
        script.foreign_keys == ForeignKeys::off ? "off" : "as_session", to_string(script.surveyed),
        script.statements, script.traits, words_.add(script.checksum));
  }

  [[nodiscard]] const TextBlob& text() const noexcept { return text_; }
  [[nodiscard]] const WordBlob& words() const noexcept { return words_; }

 private:
  std::string row(const embedded::Action& action) {
    return fmt::format("{{ActionKind::{}, {}, {}}}", kind_word(action.kind),
                       action.kind == ActionKind::irreversible ? "{}" : row(action.script),
                       words_.add(action.word));
  }

  TextBlob text_;
  WordBlob words_;
  std::string folder_;
  std::string
      label_;  ///< What messages call the folder: its own name, not where it was when it was compiled.
};

/// A table, or nothing for an empty one, which C++ does not allow.
std::string table(std::string_view type, std::string_view name, const std::string& rows) {
  return rows.empty() ? "" : fmt::format("constexpr {} rung_{}[] = {{\n{}}};\n\n", type, name, rows);
}

std::string release_rows(const MigrationSet& set) {
  std::string rows;
  for (const embedded::Release& release : set.releases()) {
    rows += fmt::format("  {{{}, {}, {}}},\n", view_literal(release.name), release.version, release.stop);
  }
  return rows;
}

constexpr std::string_view source_template =
    R"(// Written by rung-embed from the folder '{folder}'; what is changed here is lost.
#include "{header}"

#include <rung/embedded.hpp>

// Words are one long string.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif

{text}
namespace {{

using ::rung::Dialect;
using ::rung::ForeignKeys;
using ::rung::Transaction;
using ::rung::embedded::ActionKind;

{tables}constexpr ::rung::embedded::PackedSet rung_packed = {{
  {migrations}, {migration_count},
  {initial},
  rung_words, {texts}}};

constexpr ::rung::embedded::Set rung_set = {{
  nullptr, {migration_count}, {releases}, {release_count}, {initial_version}, {{}},
  {chain}, {floor}, Dialect::{dialect}, {versions}}};

}}  // namespace

::rung::MigrationSet {name_space}::{name}() {{
  static ::rung::embedded::Unpacked unpacked(rung_set, rung_packed);
  // Nobody owns it: it lives as long as the program.
  return ::rung::MigrationSet(rung_set, nullptr, std::shared_ptr<::rung::embedded::Rest>(std::shared_ptr<void>(), &unpacked));
}}
)";

constexpr std::string_view header_template =
    R"(// Written by rung-embed from the folder '{folder}'; what is changed here is lost.
#pragma once

#include <rung/migration_set.hpp>

namespace {name_space} {{

/// The migrations that this program was built with. Costs nothing: they are constants.
::rung::MigrationSet {name}();

}}  // namespace {name_space}
)";

}  // namespace

std::string header_text(const Request& request) {
  return fmt::format(header_template, fmt::arg("folder", file_name(request.directory)),
                     fmt::arg("name_space", request.name_space), fmt::arg("name", request.name));
}

std::string source_text(const Request& request, const MigrationSet& set) {
  RowWriter writer(request);
  std::string migrations;
  std::string versions;
  for (std::size_t i = 0; i < set.size(); ++i) {
    migrations += "  " + writer.row(set[i]) + ",\n";
    versions += fmt::format("  {},\n", set[i].version().number());
  }
  const std::string releases = release_rows(set);
  const auto initial_version = set.initial_version();
  const std::string initial = initial_version ? writer.row(set.initial_script()) : "{}";
  const std::string text = writer.text().definition();
  const std::string tables =
      writer.words().definition() + table("::rung::embedded::PackedMigration", "migrations", migrations) +
      table("std::int64_t", "versions", versions) + table("::rung::embedded::Release", "releases", releases);
  return fmt::format(
      source_template, fmt::arg("folder", file_name(request.directory)),
      fmt::arg("header", file_name(request.header)),
      fmt::arg("text",
               request.text == TextForm::incbin ? text : "namespace {\n\n" + text + "\n}  // namespace\n"),
      fmt::arg("tables", tables), fmt::arg("migrations", set.empty() ? "nullptr" : "rung_migrations"),
      fmt::arg("migration_count", set.size()),
      fmt::arg("versions", set.empty() ? "nullptr" : "rung_versions"),
      fmt::arg("releases", releases.empty() ? "nullptr" : "rung_releases"),
      fmt::arg("release_count", set.releases().size()),
      fmt::arg("initial_version", initial_version ? initial_version->number() : 0),
      fmt::arg("initial", initial), fmt::arg("texts", writer.text().symbol()),
      fmt::arg("chain", view_literal(set.chain().digits())), fmt::arg("floor", set.floor().number()),
      fmt::arg("dialect", to_string(set.dialect())), fmt::arg("name_space", request.name_space),
      fmt::arg("name", request.name));
}

}  // namespace rung::embed
