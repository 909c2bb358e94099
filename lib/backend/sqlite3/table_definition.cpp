#include "backend/sqlite3/table_definition.hpp"

#include <utility>

namespace rung::sqlite {
namespace {

/// What a constraint is called. SQLite takes a name for that of every CHECK up to the next comma; for people,
/// another constraint has the name that stands right before it.
class ConstraintName {
 public:
  void set(const std::string& name) { of_checks_ = of_next_ = name; }
  void clear() { set({}); }
  [[nodiscard]] const std::string& of_check() noexcept {
    of_next_.clear();
    return of_checks_;
  }
  std::string take() { return std::exchange(of_next_, {}); }

 private:
  std::string of_checks_;
  std::string of_next_;
};

class TableReader {
 public:
  explicit TableReader(SqlTokens body) : cursor_(body) {}

  TableDefinition read() {
    while (!cursor_.at_end() && !at_table_constraint()) read_column();
    while (!cursor_.at_end()) read_table_constraint();
    return std::move(table_);
  }

 private:
  [[nodiscard]] bool at_table_constraint() const {
    return cursor_.ahead("constraint") || cursor_.ahead("primary") || cursor_.ahead("unique") ||
           cursor_.ahead("check") || cursor_.ahead("foreign");
  }

  void read_column() {
    name_.clear();
    const SqlToken* const called = cursor_.rest().first;
    ColumnDefinition column;
    column.name = cursor_.take_name();
    while (!cursor_.at_end() && !cursor_.take_sign(",")) {
      if (!take_name() && !take_check() && !take_references() && !take_column_key({called, called + 1}) &&
          !take_property(column)) {
        cursor_.pass();  // Of the type, or of a default: the pragma tells.
      }
    }
    table_.columns.push_back(std::move(column));
  }

  /// The commas between these may be left out.
  void read_table_constraint() {
    if (cursor_.take_sign(",")) name_.clear();
    if (take_name() || take_check() || take_references()) return;
    if (cursor_.take("primary key")) {
      table_.primary_keys.push_back(table_key());
    } else if (cursor_.take("unique")) {
      table_.uniques.push_back(table_key());
    } else {
      cursor_.pass();  // FOREIGN KEY and its columns, which the pragma tells: REFERENCES comes next.
    }
  }

  bool take_name() {
    if (!cursor_.take("constraint")) return false;
    name_.set(cursor_.take_name());
    return true;
  }

  bool take_check() {
    if (!cursor_.take("check")) return false;
    table_.checks.push_back({name_.of_check(), cursor_.take_parentheses().value_or(SqlTokens{})});
    return true;
  }

  /// Also DEFERRABLE, which may stand further on and means the reference before it.
  bool take_references() {
    if (cursor_.take("references")) {
      ForeignKeyDefinition foreign_key;
      foreign_key.name = name_.take();
      cursor_.take_name();
      cursor_.take_parentheses();
      table_.foreign_keys.push_back(std::move(foreign_key));
      while (take_reference_argument()) continue;
      return true;
    }
    if (table_.foreign_keys.empty()) return false;
    if (cursor_.take("deferrable initially deferred")) {
      table_.foreign_keys.back().checked = ForeignKeyDefinition::Checked::at_commit;
      return true;
    }
    // Whatever follows these, it is checked at once (https://www.sqlite.org/foreignkeys.html#fk_deferred).
    return cursor_.take("not deferrable") || cursor_.take("deferrable");
  }

  bool take_reference_argument() {
    if (cursor_.take("match")) {
      table_.foreign_keys.back().match = cursor_.take_name();
      return true;
    }
    if (!cursor_.take("on")) return false;
    cursor_.pass();
    if (!cursor_.take("set")) cursor_.take("no");
    cursor_.pass();
    return true;
  }

  bool take_column_key(SqlTokens column) {
    if (cursor_.take("primary key")) {
      if (!cursor_.take("desc")) cursor_.take("asc");
      table_.primary_keys.push_back({name_.take(), {}, take_conflict()});
      return true;
    }
    if (!cursor_.take("unique")) return false;
    KeyPart part;
    part.expression = column;
    table_.uniques.push_back({name_.take(), {part}, take_conflict()});
    return true;
  }

  bool take_property(ColumnDefinition& column) {
    if (cursor_.take("not null")) {
      name_.take();
      column.conflict = take_conflict();
    } else if (cursor_.take("default") || cursor_.take("collate")) {
      name_.take();  // What they say the pragma tells.
    } else if (cursor_.take("generated always as") || cursor_.take("as")) {
      name_.take();
      column.generated = cursor_.take_parentheses().value_or(SqlTokens{});
    } else {
      return false;
    }
    return true;
  }

  KeyDefinition table_key() {
    KeyDefinition key;
    key.name = name_.take();
    key.parts = key_parts(cursor_.take_parentheses().value_or(SqlTokens{}));
    key.conflict = take_conflict();
    return key;
  }

  /// Empty for the one that is meant where none is given.
  std::string take_conflict() {
    if (!cursor_.take("on conflict")) return {};
    std::string conflict = cursor_.take_name();
    return conflict == "abort" ? std::string{} : conflict;
  }

  SqlCursor cursor_;
  ConstraintName name_;
  TableDefinition table_;
};

}  // namespace

TableDefinition read_table_definition(SqlTokens statement) {
  SqlCursor cursor(statement);
  cursor.take("create table");
  cursor.take_name();
  return TableReader(cursor.take_parentheses().value_or(SqlTokens{})).read();
}

}  // namespace rung::sqlite
