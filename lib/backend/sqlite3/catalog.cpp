#include "backend/sqlite3/catalog.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "backend/sqlite3/sql_tokens.hpp"
#include "backend/sqlite3/statement.hpp"

namespace rung::sqlite {
namespace {

// Always with the schema: a temporary table may have the name of another one. The joins are in this order,
// since a pragma is executed again for each row before it. What has pages of its own is an ordinary table.
constexpr std::string_view tables =
    "select name, type, wr, strict from pragma_table_list where schema = 'main' and type <> 'shadow' "
    "and name not like 'sqlite\\_%' escape '\\'";
constexpr std::string_view statements =
    "select tbl_name, name, sql, type from main.sqlite_schema where sql is not null";
constexpr std::string_view columns =
    "select m.name, c.name, c.type, c.dflt_value, c.\"notnull\", c.pk, c.hidden "
    "from main.sqlite_schema m cross join pragma_table_xinfo(m.name, 'main') c "
    "where m.type = 'table' and m.rootpage <> 0";
constexpr std::string_view indexes =
    "select m.name, i.name, i.\"unique\", i.origin, p.name, p.coll, p.desc "
    "from main.sqlite_schema m cross join pragma_index_list(m.name, 'main') i "
    "cross join pragma_index_xinfo(i.name, 'main') p "
    "where m.type = 'table' and m.rootpage <> 0 and p.key = 1 order by m.name, i.seq, p.seqno";
constexpr std::string_view foreign_keys =
    "select m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_delete, f.on_update "
    "from main.sqlite_schema m cross join pragma_foreign_key_list(m.name, 'main') f "
    "where m.type = 'table' and m.rootpage <> 0 order by m.name, f.id desc, f.seq";

std::string text(const std::optional<std::string>& cell) { return cell.value_or(std::string{}); }

class Reading {
 public:
  Reading(::sqlite3* handle, const LeftOut& left_out) : handle_(handle), left_out_(&left_out) {}

  Catalog read() {
    read_tables();
    for (const Row& row : run(handle_, columns)) add_column(row);
    read_indexes();
    read_foreign_keys();
    read_statements();
    return std::move(catalog_);
  }

 private:
  [[nodiscard]] bool is_left_out(const std::string& name) const {
    if (!left_out_->schema.empty() && folded(left_out_->schema) != "main") return false;
    return std::any_of(left_out_->tables.begin(), left_out_->tables.end(),
                       [&name](const std::string& table) { return folded(table) == name; });
  }

  void read_tables() {
    for (const Row& row : run(handle_, tables)) {
      CatalogTable table;
      table.name = text(row.at(0));
      if (row.at(1) == "view") table.kind = CatalogTable::Kind::view;
      if (row.at(1) == "virtual") table.kind = CatalogTable::Kind::virtual_table;
      table.without_rowid = row.at(2) == "1";
      table.strict = row.at(3) == "1";
      const std::string name = folded(table.name);
      if (!is_left_out(name)) catalog_.emplace(name, std::move(table));
    }
  }

  /// Null if it is left out.
  CatalogTable* table_of(const Row& row) {
    const auto found = catalog_.find(folded(text(row.at(0))));
    return found == catalog_.end() ? nullptr : &found->second;
  }

  void add_column(const Row& row) {
    CatalogTable* const table = table_of(row);
    if (table == nullptr) return;
    CatalogColumn column;
    column.name = text(row.at(1));
    column.type = text(row.at(2));
    column.default_value = text(row.at(3));
    column.not_null = row.at(4) == "1";
    column.key_position = std::stoi(text(row.at(5)));
    if (row.at(6) == "2") column.kind = CatalogColumn::Kind::virtual_generated;
    if (row.at(6) == "3") column.kind = CatalogColumn::Kind::stored_generated;
    add_metadata(*table, column);
    table->columns.push_back(std::move(column));
  }

  /// What no pragma tells.
  void add_metadata(CatalogTable& table, CatalogColumn& column) {
    const char* collation = nullptr;
    int autoincrement = 0;
    if (sqlite3_table_column_metadata(handle_, "main", table.name.c_str(), column.name.c_str(), nullptr,
                                      &collation, nullptr, nullptr, &autoincrement) != SQLITE_OK) {
      throw last_failure(handle_);
    }
    if (collation != nullptr) column.collation = folded(collation);
    if (autoincrement != 0) table.autoincrement = true;
  }

  void read_indexes() {
    for (const Row& row : run(handle_, indexes)) {
      CatalogTable* const table = table_of(row);
      if (table == nullptr) continue;
      const std::string name = text(row.at(1));
      if (table->indexes.empty() || table->indexes.back().name != name) {
        CatalogIndex index;
        index.name = name;
        index.unique = row.at(2) == "1";
        if (row.at(3) == "u") index.origin = CatalogIndex::Origin::unique;
        if (row.at(3) == "pk") index.origin = CatalogIndex::Origin::primary_key;
        table->indexes.push_back(std::move(index));
      }
      table->indexes.back().parts.push_back({text(row.at(4)), folded(text(row.at(5))), row.at(6) == "1"});
    }
  }

  void read_foreign_keys() {
    std::string id;
    const CatalogTable* last = nullptr;
    for (const Row& row : run(handle_, foreign_keys)) {
      CatalogTable* const table = table_of(row);
      if (table == nullptr) continue;
      if (table != last || id != text(row.at(1))) {
        table->foreign_keys.push_back(
            {text(row.at(2)), {}, {}, folded(text(row.at(5))), folded(text(row.at(6)))});
      }
      last = table;
      id = text(row.at(1));
      table->foreign_keys.back().columns.push_back(text(row.at(3)));
      if (row.at(4)) table->foreign_keys.back().parent_columns.push_back(text(row.at(4)));
    }
  }

  void read_statements() {
    for (const Row& row : run(handle_, statements)) {
      CatalogTable* const table = table_of(row);
      if (table == nullptr) continue;
      const std::string name = text(row.at(1));
      if (row.at(3) == "trigger") {
        table->triggers.push_back({name, text(row.at(2))});
      } else if (row.at(3) == "index") {
        const auto index = std::find_if(table->indexes.begin(), table->indexes.end(),
                                        [&name](const CatalogIndex& known) { return known.name == name; });
        if (index != table->indexes.end()) index->sql = text(row.at(2));
      } else {
        table->sql = text(row.at(2));
      }
    }
  }

  ::sqlite3* handle_;
  const LeftOut* left_out_;
  Catalog catalog_;
};

}  // namespace

Catalog read_catalog(::sqlite3* handle, const LeftOut& left_out) { return Reading(handle, left_out).read(); }

}  // namespace rung::sqlite
