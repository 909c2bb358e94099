#include "backend/sqlite3/table_image.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "backend/sqlite3/canonical_sql.hpp"
#include "backend/sqlite3/index_definition.hpp"
#include "backend/sqlite3/sql_tokens.hpp"
#include "backend/sqlite3/table_definition.hpp"

namespace rung::sqlite {
namespace {

using Properties = std::vector<SchemaProperty>;

constexpr const char* yes = "yes";

std::string yes_if(bool is_so) { return is_so ? yes : ""; }

std::string joined(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string names_in_list(const std::vector<std::string>& names) {
  std::vector<std::string> written;
  std::transform(names.begin(), names.end(), std::back_inserter(written), sql_name);
  return joined(written);
}

/// What is usual goes without saying.
std::string unless(const std::string& value, std::string_view usual) { return value == usual ? "" : value; }

std::vector<std::string> primary_key_of(const CatalogTable& table) {
  std::map<int, std::string> columns;
  for (const CatalogColumn& column : table.columns) {
    if (column.key_position > 0) columns.emplace(column.key_position, column.name);
  }
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& [position, name] : columns) names.push_back(name);
  return names;
}

class TableImage {
 public:
  TableImage(const CatalogTable& table, const Catalog& catalog, std::vector<SchemaObject>& objects)
      : table_(&table),
        catalog_(&catalog),
        objects_(&objects),
        called_(sql_name(table.name)),
        folded_(folded(table.name)),
        tokens_(sql_tokens(table.sql)),
        definition_(read_table_definition(tokens_)) {
    for (const CatalogColumn& column : table.columns) names_.insert(folded(column.name));
  }

  void add() {
    add_itself();
    for (const CatalogColumn& column : table_->columns) add_column(column);
    add_primary_key();
    for (const CatalogIndex& index : table_->indexes) {
      if (index.origin == CatalogIndex::Origin::unique) add_unique(index);
      if (index.origin == CatalogIndex::Origin::statement) add_index(index);
    }
    for (std::size_t i = 0; i < table_->foreign_keys.size(); ++i) add_foreign_key(i);
    for (const CheckDefinition& check : definition_.checks) add_check(check);
  }

 private:
  void add_itself() {
    std::vector<std::string> columns;
    for (const CatalogColumn& column : table_->columns) columns.push_back(column.name);
    objects_->push_back({"table",
                         "",
                         called_,
                         {{"columns", names_in_list(columns)},
                          {"strict", yes_if(table_->strict)},
                          {"without rowid", yes_if(table_->without_rowid)},
                          {"autoincrement", yes_if(table_->autoincrement)}}});
  }

  void add_column(const CatalogColumn& column) {
    const auto same = [&column](const ColumnDefinition& written) {
      return written.name == folded(column.name);
    };
    const auto written = std::find_if(definition_.columns.begin(), definition_.columns.end(), same);
    Properties properties = {{"type", canonical_type(column.type)},
                             {"not null", yes_if(column.not_null)},
                             {"default", canonical_default(column.default_value)},
                             {"collation", unless(sql_name(column.collation), "binary")}};
    if (written != definition_.columns.end()) {
      properties.push_back({"on conflict", written->conflict});
      properties.push_back({"generated", expression(written->generated)});
    }
    if (column.kind == CatalogColumn::Kind::stored_generated)
      properties.push_back({"generated as", "stored"});
    if (column.kind == CatalogColumn::Kind::virtual_generated)
      properties.push_back({"generated as", "virtual"});
    add_part("column", sql_name(column.name), std::move(properties));
  }

  void add_primary_key() {
    const std::vector<std::string> columns = primary_key_of(*table_);
    if (columns.empty()) return;
    // None of a key that is the row's number.
    const auto index = std::find_if(
        table_->indexes.begin(), table_->indexes.end(),
        [](const CatalogIndex& candidate) { return candidate.origin == CatalogIndex::Origin::primary_key; });
    const std::string plain = names_in_list(columns);
    Properties properties = {{"columns", plain}};
    if (index != table_->indexes.end()) properties.push_back({"sorting", unless(sorting(*index, {}), plain)});
    std::string name;
    for (const KeyDefinition& key : definition_.primary_keys) {
      name = key.name;
      properties.push_back({"on conflict", key.conflict});
    }
    add_part("primary key", name.empty() ? "primary key" : sql_name(name), std::move(properties));
  }

  void add_unique(const CatalogIndex& index) {
    const std::string sorted = sorting(index, {});
    std::vector<std::string> columns;
    for (const CatalogIndexPart& part : index.parts) columns.push_back(part.column);
    const std::string plain = names_in_list(columns);
    Properties properties = {{"columns", plain}, {"sorting", unless(sorted, plain)}};
    std::string name;
    // SQLite makes one index of constraints that say the same.
    for (const KeyDefinition& key : definition_.uniques) {
      if (sorting(key) != sorted) continue;
      if (name.empty()) name = key.name;
      if (!key.conflict.empty()) properties.push_back({"on conflict", key.conflict});
    }
    add_part("unique", name.empty() ? fmt::format("({})", sorted) : sql_name(name), std::move(properties));
  }

  void add_index(const CatalogIndex& index) {
    const std::vector<SqlToken> tokens = sql_tokens(index.sql);
    const IndexDefinition written = read_index_definition(tokens);
    add_part("index", sql_name(index.name),
             {{"columns", sorting(index, written.parts)},
              {"unique", yes_if(index.unique)},
              {"where", expression(written.where)}});
  }

  void add_foreign_key(std::size_t number) {
    const CatalogForeignKey& key = table_->foreign_keys[number];
    const std::string columns = names_in_list(key.columns);
    const std::string parent = sql_name(key.parent);
    std::vector<std::string> parent_columns = key.parent_columns;
    const auto found = catalog_->find(folded(key.parent));
    if (parent_columns.empty() && found != catalog_->end()) parent_columns = primary_key_of(found->second);
    Properties properties = {{"columns", columns},
                             {"references", parent},
                             {"referenced columns", names_in_list(parent_columns)},
                             {"on delete", unless(key.on_delete, "no action")},
                             {"on update", unless(key.on_update, "no action")}};
    std::string name;
    if (number < definition_.foreign_keys.size()) {
      const ForeignKeyDefinition& written = definition_.foreign_keys[number];
      name = written.name;
      properties.push_back({"match", written.match});
      if (written.checked == ForeignKeyDefinition::Checked::at_commit)
        properties.push_back({"deferrable", "initially deferred"});
    }
    add_part("foreign key",
             name.empty() ? fmt::format("({}) references {}", columns, parent) : sql_name(name),
             std::move(properties));
  }

  void add_check(const CheckDefinition& check) {
    const std::string says = expression(check.expression);
    add_part("check", check.name.empty() ? says : sql_name(check.name), {{"expression", says}});
  }

  void add_part(const std::string& kind, const std::string& name, Properties properties) {
    const int count = ++counts_[{kind, name}];
    objects_->push_back(
        {kind, called_, count == 1 ? name : fmt::format("{} ({})", name, count), std::move(properties)});
  }

  [[nodiscard]] std::string expression(SqlTokens tokens) const {
    return canonical_expression(tokens, {folded_, names_});
  }

  /// `a collate nocase, lower(b) desc`, where a collation is not that of the column.
  [[nodiscard]] std::string sorting(const CatalogIndex& index, const std::vector<KeyPart>& written) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < index.parts.size(); ++i) {
      const CatalogIndexPart& part = index.parts[i];
      const bool is_expression = part.column.empty() && i < written.size();
      std::string text = is_expression ? expression(written[i].expression) : sql_name(part.column);
      if (part.collation != collation_of(part.column)) text += " collate " + sql_name(part.collation);
      if (part.descending) text += " desc";
      parts.push_back(std::move(text));
    }
    return joined(parts);
  }
  [[nodiscard]] std::string sorting(const KeyDefinition& key) const {
    std::vector<std::string> parts;
    for (const KeyPart& part : key.parts) {
      if (part.expression.empty()) continue;
      const std::string column = name_of(*part.expression.first);
      std::string text = sql_name(column);
      if (!part.collation.empty() && part.collation != collation_of(column))
        text += " collate " + sql_name(part.collation);
      if (part.order == KeyPart::Order::descending) text += " desc";
      parts.push_back(std::move(text));
    }
    return joined(parts);
  }

  /// `binary` for an expression.
  [[nodiscard]] std::string collation_of(const std::string& column) const {
    const auto found = std::find_if(table_->columns.begin(), table_->columns.end(),
                                    [&](const auto& known) { return folded(known.name) == folded(column); });
    return found == table_->columns.end() ? "binary" : found->collation;
  }

  const CatalogTable* table_;
  const Catalog* catalog_;
  std::vector<SchemaObject>* objects_;
  std::string called_;
  std::string folded_;
  std::vector<SqlToken> tokens_;
  TableDefinition definition_;
  Names names_;
  std::map<std::pair<std::string, std::string>, int> counts_;
};

}  // namespace

void add_table(const CatalogTable& table, const Catalog& catalog, std::vector<SchemaObject>& objects) {
  TableImage(table, catalog, objects).add();
}

}  // namespace rung::sqlite
