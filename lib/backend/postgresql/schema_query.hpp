#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "port/schema_reader.hpp"

namespace rung::postgresql {

/// How to ask for all objects of one kind, as data: SQL expressions over `from`. Expressions may name what
/// every statement has in front of it:
///
/// - `own_schema` (oid, name, called, owner, acl), without the server's own;
/// - `of_extension` (classid, objid): what came with an extension;
/// - `relation`: pg_class, and `called`, its quoted name with its schema; without those of extensions, and
///   without those that are left out.
struct SchemaQuery {
  struct Property {
    std::string name;
    std::string expression;  ///< Null: the object has no such property.
    int since = 0;           ///< The first server version that can be asked, as libpq counts: 150000.
  };
  /// Where the server keeps what is said of an object, and who may do what with it.
  struct Identity {
    std::string catalog;       ///< Empty: it has no comment.
    std::string oid{};         ///< Its own.
    std::string column = "0";  ///< Its number, if it is a column.
    std::string owner{};       ///< Oid of a role; empty: it has none.
    std::string acl{};         ///< Empty: nothing can be granted on it.
    std::string acl_kind{};    ///< As acldefault() takes it.
    std::string acl_owner{};   ///< If `owner` is empty.
  };

  std::string kind;  ///< An expression, as are parent and name.
  std::string parent;
  std::string name;
  std::vector<Property> properties{};
  Identity identity{};
  std::string from{};
  std::string where = "true";
};

/// All kinds of objects. The names of properties are those of port/schema_reader.hpp, and further ones.
std::vector<SchemaQuery> schema_queries();

/// The parts of it: what holds rows, what stands at tables, what has a body, types, and the rest.
std::vector<SchemaQuery> relation_queries();
std::vector<SchemaQuery> constraint_queries();
std::vector<SchemaQuery> routine_queries();
std::vector<SchemaQuery> type_queries();
std::vector<SchemaQuery> other_queries();

/// The statement for this version of the server. Each row is kind, parent (null if it stands by itself),
/// name, and the values of `property_names`, in that order.
std::string statement_of(const SchemaQuery& query, int server_version, const LeftOut& left_out);
std::vector<std::string> property_names(const SchemaQuery& query, int server_version);

// Expressions that several kinds need.

/// `yes` where the condition is true.
std::string yes_if(std::string_view condition);
/// When a trigger or a rule fires, by its letter in the catalog; nothing if that is as usual.
std::string when_enabled(std::string_view letter);
/// The quoted names of a relation's columns whose numbers are in an array, in its order.
std::string column_names(std::string_view numbers, std::string_view relation);
/// An array of options, sorted: in which order they were set means nothing.
std::string sorted_list(std::string_view array);
/// The quoted name of a role.
std::string role_name(std::string_view oid);
/// That this object came with no extension.
std::string stands_alone(std::string_view catalog, std::string_view oid);
/// The quoted name, with its schema, of something that has a name and a schema.
std::string qualified(std::string_view schema, std::string_view name);

}  // namespace rung::postgresql
