#include "service/catalog_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <rung/error.hpp>

#include "port/failure.hpp"
#include "port/sql_dialect.hpp"
#include "record/raise.hpp"
#include "record/rollback.hpp"
#include "text/whole_text.hpp"

namespace rung {
namespace {

struct OtherTool {
  std::string_view table;  ///< In lower case.
  std::string_view name;
};

/// Where other tools keep what we keep in the ledger, by their manuals.
constexpr std::array other_tools{
    OtherTool{"schema_migrations", "golang-migrate, dbmate or Rails"},
    OtherTool{"goose_db_version", "goose"},
    OtherTool{"gorp_migrations", "sql-migrate"},
    OtherTool{"flyway_schema_history", "Flyway"},
    OtherTool{"refinery_schema_history", "refinery"},
    OtherTool{"__diesel_schema_migrations", "diesel"},
    OtherTool{"_sqlx_migrations", "sqlx"},
    OtherTool{"atlas_schema_revisions", "Atlas"},
    OtherTool{"alembic_version", "Alembic"},
    OtherTool{"databasechangelog", "Liquibase"},
    OtherTool{"django_migrations", "Django"},
    OtherTool{"knex_migrations", "Knex"},
    OtherTool{"_prisma_migrations", "Prisma"},
    OtherTool{"__efmigrationshistory", "Entity Framework"},
    OtherTool{"sequelizemeta", "Sequelize"},
};

const OtherTool* find_other_tool(const std::vector<std::string>& tables) {
  for (const std::string& name : tables) {
    const std::string table = text::in_lower_case(name);
    const auto* const found = std::find_if(other_tools.begin(), other_tools.end(),
                                           [&](const OtherTool& tool) { return tool.table == table; });
    if (found != other_tools.end()) return found;
  }
  return nullptr;
}

/// "a, b, c and 12 more".
std::string list_some(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 5;
  if (names.size() <= shown) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + shown, ", "),
                     names.size() - shown);
}

}  // namespace

template <typename Function>
auto CatalogReader::read(const Function& function) {
  try {
    return patience_.insist(function);
  } catch (const Failure& failure) {
    if (failure.kind() == Failure::Kind::denied) refuse_denied(failure.what(), ledger_.schema());
    raise(failure, "reading the ledger", CatalogState::untouched(), patience_);
  }
}

void CatalogReader::refuse_denied(const std::string& cause, const std::string& schema) {
  std::string role;
  try {
    const Rows rows = ports_->executor().query({ports_->dialect().current_role, {}});
    role = quoted(rows.at(0).at(0).value_or(std::string{}));
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): then the role is left for the reader to fill in
    role = "<this role>";
  }
  const std::string usage =
      schema.empty() ? "" : fmt::format("GRANT USAGE ON SCHEMA {} TO {}; ", quoted(schema), role);
  throw LedgerError(LedgerError::Kind::denied,
                    fmt::format("this role may not read the ledger: {}. Nothing was touched. To look, it "
                                "needs: {}GRANT SELECT ON {}, {} "
                                "TO {}",
                                cause, usage, ledger_.version_table(), ledger_.ledger_table(), role));
}

CatalogReader::CatalogReader(Database& database, const MigrationSet& set, const RunOptions& options)
    : ports_(&database.ports()),
      set_(set),
      ledger_(*ports_, options.ledger),
      patience_(*ports_, options.lock_wait, options.observer),
      program_(identify(set, options.program, options.release)),
      surveys_(ports_->dialect().name) {
  ports_->cancelled.store(false);
  if (!ports_->executor().in_transaction()) return;
  throw ConnectionError(
      "this session is inside a transaction, which a run would end. Nothing was touched. Commit it or roll "
      "it "
      "back first, or give rung a session of its own",
      CatalogState::untouched(), Retry::useless);
}

std::optional<VersionRow> CatalogReader::read_row() {
  auto row = read([this] { return ledger_.read_version(); });
  if (row) return row;
  const auto hiding = read([this] { return ledger_.hiding_schemas(); });
  if (hiding.empty()) return row;
  refuse_denied(fmt::format("there is one in schema {}, which it may not use", hiding.front()),
                hiding.front());
}

std::vector<LedgerEntry> CatalogReader::read_entries() {
  return read([this] { return ledger_.read_entries(); });
}

std::vector<OtherSession> CatalogReader::others_in(Sessions& sessions) {
  return read([&sessions] { return sessions.others(); });
}

Situation CatalogReader::read_situation(VersionRow row) {
  Situation situation{std::move(row), read([this] { return ledger_.read_history(); })};
  const bool row_has_half_done = situation.row.half_done.has_value();
  if (situation.is_consistent() && row_has_half_done == situation.history.half_done().has_value())
    return situation;
  // Another program has committed in between, or the ledger was edited by hand: the transaction tells, which
  // would cost everybody two more round trips.
  return read([this] { return read_at_one_moment(); });
}

Situation CatalogReader::read_at_one_moment() {
  Executor& executor = ports_->executor();
  executor.query({ports_->dialect().begin_reading, {}});
  Situation situation;
  try {
    if (auto row = ledger_.read_version()) situation = {std::move(*row), ledger_.read_history()};
  } catch (...) {
    roll_back(executor);
    throw;
  }
  executor.rollback();
  return situation;
}

Situation CatalogReader::read_situation() {
  const auto row = read_row();
  return row ? read_situation(*row) : Situation{};
}

void CatalogReader::refuse_other_tables() {
  read([this] { ledger_.locate(); });
  const auto tables = read([this] { return ledger_.other_tables(); });
  if (tables.empty()) return;
  const OtherTool* const tool = find_other_tool(tables);
  const std::string found =
      tool == nullptr ? "" : fmt::format(" The table '{}' looks like {}'s.", tool->table, tool->name);
  throw PlanError(
      PlanError::Kind::not_empty, {},
      fmt::format(
          "the database has no ledger of rung's, but tables of its own: {}.{} Nothing was touched. Is it the "
          "right database? If its tables have nothing to do with these migrations, run `upgrade "
          "--allow-existing`",
          list_some(tables), found));
}

void CatalogReader::refuse_ledger_elsewhere() {
  read([this] { ledger_.locate(); });
  const auto schemas = read([this] { return ledger_.schemas_with_this_catalog(); });
  if (schemas.empty()) return;
  throw PlanError(
      PlanError::Kind::ledger_elsewhere, {},
      fmt::format(
          "the ledger of catalog '{}' would be created anew, but there is one in schema {}. Nothing was "
          "touched. Name the schema that is meant: `--schema {}`",
          ledger_.catalog(), fmt::join(schemas, ", "), schemas.front()));
}

}  // namespace rung
