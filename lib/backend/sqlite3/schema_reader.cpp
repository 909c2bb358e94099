#include <utility>

#include <fmt/format.h>

#include "backend/sqlite3/canonical_sql.hpp"
#include "backend/sqlite3/catalog.hpp"
#include "backend/sqlite3/sql_cursor.hpp"
#include "backend/sqlite3/sql_tokens.hpp"
#include "backend/sqlite3/sqlite_ports.hpp"
#include "backend/sqlite3/statement.hpp"
#include "backend/sqlite3/table_image.hpp"

namespace rung::sqlite {
namespace {

/// All queries see one state of the file. Takes no lock that a writer would have to wait for.
class Snapshot {
 public:
  explicit Snapshot(::sqlite3* handle) : handle_(handle) { run(handle, "begin"); }
  // What was only read can be rolled back at any time.
  ~Snapshot() { sqlite3_exec(handle_, "rollback", nullptr, nullptr, nullptr); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  ::sqlite3* handle_;
};

std::string number_of(::sqlite3* handle, std::string_view pragma) {
  const std::string number = run(handle, fmt::format("pragma main.{}", pragma)).at(0).at(0).value_or("");
  return number == "0" ? "" : number;
}

/// Whatever a name in a view or in a trigger can be the name of.
Names names_of(const Catalog& catalog) {
  Names names;
  for (const auto& [name, table] : catalog) {
    names.insert(name);
    for (const CatalogColumn& column : table.columns) names.insert(folded(column.name));
  }
  return names;
}

SchemaObject view_object(const CatalogTable& view, const Names& names) {
  const std::vector<SqlToken> tokens = sql_tokens(view.sql);
  SqlCursor cursor(tokens);
  cursor.take("create view");
  cursor.take_name();
  std::vector<std::string> columns;
  if (const auto list = cursor.take_parentheses()) {
    for (const SqlTokens& column : split_at_commas(*list))
      columns.push_back(sql_name(name_of(*column.first)));
  }
  cursor.take("as");
  return {"view",
          "",
          sql_name(view.name),
          {{"columns", fmt::format("{}", fmt::join(columns, ", "))},
           {"definition", canonical_statement(cursor.rest(), names)}}};
}

SchemaObject virtual_table_object(const CatalogTable& table, const Names& names) {
  const std::vector<SqlToken> tokens = sql_tokens(table.sql);
  SqlCursor cursor(tokens);
  cursor.take("create virtual table");
  cursor.take_name();
  cursor.take("using");
  return {"table", "", sql_name(table.name), {{"module", canonical_statement(cursor.rest(), names)}}};
}

/// `update of state, priority`.
std::string take_event(SqlCursor& cursor) {
  std::string event = cursor.take_name();
  std::string separator = " of ";
  while (!cursor.at_end() && !cursor.take("on")) {
    cursor.pass();  // `of` or a comma
    event += separator + sql_name(cursor.take_name());
    separator = ", ";
  }
  return event;
}

/// `before` is what a trigger is if it says nothing, and each row is what it is for in any case.
std::string trigger_definition(const std::vector<SqlToken>& tokens, const Names& names) {
  SqlCursor cursor(tokens);
  cursor.take("create trigger");
  cursor.take_name();
  std::string timing = "before";
  if (cursor.take("after")) timing = "after";
  if (cursor.take("instead of")) timing = "instead of";
  cursor.take("before");
  const std::string event = take_event(cursor);
  cursor.take_name();  // Of the table, which is known.
  cursor.take("for each row");
  return fmt::format("{} {}\n{}", timing, event, canonical_statement(cursor.rest(), names));
}

}  // namespace

Schema SchemaReader::read(const LeftOut& left_out) {
  const Snapshot snapshot(handle_);
  std::vector<SchemaObject> objects;
  objects.push_back({"database",
                     "",
                     "main",
                     {{"application_id", number_of(handle_, "application_id")},
                      {"user_version", number_of(handle_, "user_version")}}});
  const Catalog catalog = read_catalog(handle_, left_out);
  const Names names = names_of(catalog);
  for (const auto& [name, table] : catalog) {
    switch (table.kind) {
      case CatalogTable::Kind::table:
        add_table(table, catalog, objects);
        break;
      case CatalogTable::Kind::virtual_table:
        objects.push_back(virtual_table_object(table, names));
        break;
      case CatalogTable::Kind::view:
        objects.push_back(view_object(table, names));
        break;
    }
    for (const CatalogTrigger& trigger : table.triggers) {
      objects.push_back({"trigger",
                         sql_name(table.name),
                         sql_name(trigger.name),
                         {{"definition", trigger_definition(sql_tokens(trigger.sql), names)}}});
    }
  }
  return Schema(std::move(objects));
}

}  // namespace rung::sqlite
