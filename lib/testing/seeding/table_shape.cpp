#include "testing/seeding/table_shape.hpp"

#include <algorithm>

namespace rung::testing::seeding {
namespace {

/// Reads a schema's objects into shapes; parts find their table by its name.
class ShapeReader {
 public:
  ShapeReader(const Schema& schema, Dialect dialect) : schema_(&schema), dialect_(dialect) {}

  SchemaShape read() {
    for (const SchemaObject& object : schema_->objects())
      if (object.parent.empty()) read_whole(object);
    for (const SchemaObject& object : schema_->objects())
      if (!object.parent.empty()) read_part(object);
    for (TableShape& table : shape_.tables) settle(table);
    return std::move(shape_);
  }

 private:
  void read_whole(const SchemaObject& object) {
    if (object.kind == "table") {
      read_table(object);
    } else if (object.kind == "enum") {
      shape_.types.enums[object.name] = hints_in(object.property("values"), dialect_).texts;
    } else if (object.kind == "domain") {
      Types::Domain& domain = shape_.types.domains[object.name];
      domain.type = object.property("type");
      domain.not_null = !object.property("not null").empty();
    } else if (!object.property("subtype").empty()) {
      shape_.types.ranges[object.name] = object.property("subtype");
      shape_.types.multiranges[std::string(object.property("multirange"))] = object.name;
    } else if (object.kind.find("composite") != std::string::npos) {
      std::vector<std::string>& types = shape_.types.composites[object.name];
      for (const std::string& name : split_names(object.property("columns"))) {
        const SchemaObject* column = schema_->find("column", object.name, name);
        if (column != nullptr) types.emplace_back(column->property("type"));
      }
    }
  }

  /// A virtual table has a module, a foreign one a server: what may be put into those nobody knows.
  void read_table(const SchemaObject& object) {
    if (!object.property("module").empty() || !object.property("server").empty()) return;
    TableShape table;
    table.name = object.name;
    table.filled_through = object.property("partition of");
    table.is_partitioned = !object.property("partition key").empty();
    for (const std::string& name : split_names(object.property("columns"))) {
      const SchemaObject* column = schema_->find("column", object.name, name);
      if (column != nullptr) table.columns.push_back(column_of(*column));
    }
    places_[table.name] = shape_.tables.size();
    shape_.tables.push_back(std::move(table));
  }

  static Column column_of(const SchemaObject& object) {
    Column column;
    column.name = object.name;
    column.type = object.property("type");
    column.not_null = !object.property("not null").empty();
    column.has_default = !object.property("default").empty();
    const std::string identity = folded(object.property("identity"));
    if (!object.property("generated").empty() || identity.find("always") != std::string::npos)
      column.filling = Filling::never;
    return column;
  }

  void read_part(const SchemaObject& object) {
    if (object.kind == "check") {
      Check check{std::string(object.property("expression")), {}};
      check.hints = hints_in(check.expression, dialect_);
      const auto domain = shape_.types.domains.find(object.parent);
      if (domain != shape_.types.domains.end())
        domain->second.checks.push_back(std::move(check));
      else if (TableShape* table = table_named(object.parent))
        table->checks.push_back(std::move(check));
    } else if (TableShape* table = table_named(object.parent)) {
      if (object.kind == "trigger") read_trigger(object, *table);
      if (object.kind == "foreign key") read_foreign_key(object, *table);
      if (object.kind == "primary key" || object.kind == "unique" || !object.property("unique").empty())
        read_unique_set(object, *table);
    }
  }

  static void read_foreign_key(const SchemaObject& object, TableShape& table) {
    ForeignKey key;
    for (const std::string& name : split_names(object.property("columns")))
      key.columns.push_back(table.column(name));
    key.parent = object.property("references");
    key.parent_columns = split_names(object.property("referenced columns"));
    const auto known = [&](std::size_t column) { return column < table.columns.size(); };
    if (std::all_of(key.columns.begin(), key.columns.end(), known))
      table.foreign_keys.push_back(std::move(key));
  }

  /// An index on an expression, or on a part of the rows, is left to the database.
  static void read_unique_set(const SchemaObject& object, TableShape& table) {
    std::vector<std::size_t> columns;
    for (const std::string& name : split_names(object.property("columns"))) {
      columns.push_back(table.column(name));
      if (columns.back() == table.columns.size()) return;
      if (object.kind == "primary key") table.columns[columns.back()].not_null = true;
    }
    table.unique_sets.push_back(std::move(columns));
  }

  /// What it does may stand in a function.
  void read_trigger(const SchemaObject& object, TableShape& table) {
    const std::string_view definition = object.property("definition");
    table.triggers.add(hints_in(definition, dialect_));
    for (const SchemaObject& function : schema_->objects()) {
      const std::string called = function.name.substr(0, function.name.find('(') + 1);
      if (function.kind == "function" && definition.find(called) != std::string_view::npos)
        table.triggers.add(hints_in(function.property("definition"), dialect_));
    }
  }

  /// A part names its table as that is named.
  TableShape* table_named(std::string_view name) {
    const auto place = places_.find(name);
    return place == places_.end() ? nullptr : &shape_.tables[place->second];
  }

  /// What partitions say is told to the table through which they are filled; and what a table's rows depend
  /// on is written down.
  void settle(TableShape& table) {
    inherit_checks(table);
    if (!table.filled_through.empty()) {
      TableShape* root = &table;
      while (root != nullptr && !root->filled_through.empty()) root = parent_of(*root);
      if (root != nullptr) {
        root->has_partitions = true;
        read_bound(table, *root);
      }
    }
    for (Column& column : table.columns) {
      for (auto domain = shape_.types.domains.find(column.type); domain != shape_.types.domains.end();
           domain = shape_.types.domains.find(domain->second.type))
        column.not_null = column.not_null || domain->second.not_null;
      table.signature += column.name + ' ' + column.type + (column.not_null ? "" : " or null");
      const auto labels = shape_.types.enums.find(column.type);
      if (labels != shape_.types.enums.end())
        for (const std::string& label : labels->second) table.signature += ',' + label;
      table.signature += '\n';
    }
    for (const Check& check : table.checks) table.signature += check.expression + '\n';
  }

  /// The name may be followed by the bound.
  TableShape* parent_of(const TableShape& partition) {
    const std::string_view text = partition.filled_through;
    for (std::size_t end = text.size(); end != std::string_view::npos && end > 0;
         end = text.rfind(' ', end - 1))
      if (TableShape* table = table_named(text.substr(0, end))) return table;
    return nullptr;
  }

  /// The names are those in the keys by which rows are told to partitions, of partitions in turn as well.
  void read_bound(const TableShape& partition, TableShape& root) {
    Hints bound = hints_in(schema_->find("table", "", partition.name)->property("partition bound"), dialect_);
    bound.names.clear();
    root.partition_bounds.add(bound);
    for (const TableShape* keyed : {static_cast<const TableShape*>(&root), &partition}) {
      const SchemaObject* object = schema_->find("table", "", keyed->name);
      for (const std::string& name : hints_in(object->property("partition key"), dialect_).names)
        root.partition_bounds.names.push_back(name);
    }
  }

  /// A table's checks hold for those that inherit from it, and are written down there only.
  void inherit_checks(TableShape& table) {
    for (const std::string& name :
         split_names(schema_->find("table", "", table.name)->property("inherits"))) {
      TableShape* parent = table_named(name);
      if (parent == nullptr) continue;
      inherit_checks(*parent);
      for (const Check& check : parent->checks) {
        const auto same = [&](const Check& own) { return own.expression == check.expression; };
        if (std::none_of(table.checks.begin(), table.checks.end(), same)) table.checks.push_back(check);
      }
    }
  }

  const Schema* schema_;
  Dialect dialect_;
  SchemaShape shape_;
  std::map<std::string, std::size_t, std::less<>> places_;  ///< Of tables, by name.
};

template <class Items, class NameOf>
std::size_t place_of(const Items& items, std::string_view name, NameOf name_of) {
  const auto exact =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return name_of(item) == name; });
  if (exact != items.end()) return static_cast<std::size_t>(exact - items.begin());
  const auto alike = std::find_if(items.begin(), items.end(),
                                  [&](const auto& item) { return folded(name_of(item)) == folded(name); });
  return static_cast<std::size_t>(alike - items.begin());
}

}  // namespace

std::size_t TableShape::column(std::string_view written_name) const {
  return place_of(columns, written_name, [](const Column& column) { return std::string_view(column.name); });
}

const TableShape* SchemaShape::table(std::string_view name) const {
  const std::size_t place =
      place_of(tables, name, [](const TableShape& table) { return std::string_view(table.name); });
  return place == tables.size() ? nullptr : &tables[place];
}

SchemaShape shape_of(const Schema& schema, Dialect dialect) { return ShapeReader(schema, dialect).read(); }

}  // namespace rung::testing::seeding
