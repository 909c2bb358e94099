#pragma once

#include <string>
#include <vector>

#include <rung/schema.hpp>

namespace rung {

/// Tables that are left out of an image, with everything that belongs to them. Names as they are, not quoted.
struct LeftOut {
  std::string schema;  ///< Empty: in any schema.
  std::vector<std::string> tables;
};

/// Reads the image of a schema from the database's own catalogs.
///
/// These words are the same for every database, since what reads an image builds on them; where a database
/// has something else, its reader adds words of its own. Lists are names as they are written in SQL (quoted
/// if needed), separated by ", ".
///
/// | kind | parent | properties |
/// |---|---|---|
/// | table | | columns, storage, partition of, inherits, options, owner, grants, comment … |
/// | column | its table, view or composite type | type, not null (`yes`), default, generated, identity,
/// collation … | | primary key, unique | table | columns … | | foreign key | table | columns, references,
/// referenced columns, on delete, on update, deferrable … | | check | table or domain | expression: as it can
/// be evaluated where the columns (or `VALUE`) have values | | index | table | columns, unique (`yes`),
/// method, where, include … | | enum | | values: literals, separated by ", " | | domain | | type, not null,
/// default … | | view, materialized view | | definition … | | trigger | table or view | definition … |
class SchemaReader {
 public:
  SchemaReader() = default;
  virtual ~SchemaReader() = default;
  SchemaReader(const SchemaReader&) = delete;
  SchemaReader& operator=(const SchemaReader&) = delete;

  /// Everything that a migration can make, and nothing that is the engine's own. The session is outside a
  /// transaction, and keeps its settings. Throws Failure.
  virtual Schema read(const LeftOut& left_out) = 0;
};

}  // namespace rung
