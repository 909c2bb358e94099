#include "backend/postgresql/outside_statement.hpp"

#include <optional>
#include <utility>

namespace rung::postgresql {
namespace {

/// `[ONLY] name`, `ONLY (name)`, `name *`.
std::optional<SqlName> table(SqlWords& words) {
  const bool is_enclosed = words.take("ONLY") && words.take_sign('(');
  std::optional<SqlName> name = words.take_name();
  words.take_sign(is_enclosed ? ')' : '*');
  return name;
}

OutsideStatement create_index(SqlWords& words) {
  words.take("IF NOT EXISTS");
  // Without a name the server makes one up.
  if (words.take("ON")) return Unknown{};
  auto index = words.take_name();
  if (!index || !words.take("ON")) return Unknown{};
  auto on = table(words);
  if (!on) return Unknown{};
  return CreateIndex{std::move(*index), std::move(*on)};
}

OutsideStatement drop_index(SqlWords& words) {
  DropIndex drop;
  words.take("IF EXISTS");
  do {
    auto index = words.take_name();
    if (!index) return Unknown{};
    drop.indexes.push_back(std::move(*index));
  } while (words.take_sign(','));
  return drop;
}

OutsideStatement reindex(SqlWords& words) {
  // Also as an option in parentheses. Where it says `concurrently false` there is nothing to clear away.
  if (!words.ahead("CONCURRENTLY")) return Repeatable{};
  words.pass_parentheses();
  Reindex reindex;
  if (words.take("TABLE")) {
    reindex.scope = Reindex::Scope::table;
  } else if (words.take("SCHEMA")) {
    reindex.scope = Reindex::Scope::schema;
  } else if (words.take("DATABASE")) {
    reindex.scope = Reindex::Scope::database;
  } else if (!words.take("INDEX")) {
    return Unknown{};
  }
  words.take("CONCURRENTLY");
  if (reindex.scope == Reindex::Scope::database) return reindex;
  auto name = words.take_name();
  if (!name) return Unknown{};
  reindex.name = std::move(*name);
  return reindex;
}

OutsideStatement alter_table(SqlWords& words) {
  words.take("IF EXISTS");
  auto parent = table(words);
  if (!parent || !words.take("DETACH PARTITION")) return Unknown{};
  auto partition = words.take_name();
  if (!partition || !words.take("CONCURRENTLY")) return Unknown{};
  return DetachPartition{std::move(*parent), std::move(*partition)};
}

OutsideStatement alter_type(SqlWords& words) {
  auto type = words.take_name();
  if (!type || !words.take("ADD VALUE")) return Unknown{};
  words.take("IF NOT EXISTS");
  auto value = words.take_string();
  if (!value) return Unknown{};
  return AddEnumValue{std::move(*type), std::move(*value)};
}

OutsideStatement existence(SqlWords& words, Existence::After after) {
  Existence existence;
  existence.after = after;
  if (words.take("TABLESPACE")) {
    existence.of = Existence::Of::tablespace;
  } else if (words.take("SUBSCRIPTION")) {
    existence.of = Existence::Of::subscription;
  } else if (!words.take("DATABASE")) {
    return Unknown{};
  }
  if (after == Existence::After::is_gone) words.take("IF EXISTS");
  auto name = words.take_name();
  if (!name) return Unknown{};
  existence.name = std::move(*name);
  return existence;
}

OutsideStatement end_prepared(SqlWords& words) {
  auto transaction = words.take_string();
  if (!transaction) return Unknown{};
  return EndPrepared{std::move(*transaction)};
}

OutsideStatement alter(SqlWords& words) {
  if (words.take("TABLE")) return alter_table(words);
  if (words.take("TYPE")) return alter_type(words);
  if (words.take("SYSTEM")) return Repeatable{};
  const bool repeats = (words.take("DATABASE") && !words.ahead("RENAME")) ||
                       (words.take("SUBSCRIPTION") && words.take_name() && words.take("REFRESH"));
  if (repeats) return Repeatable{};
  return Unknown{};
}

bool is_repeatable(SqlWords& words) {
  for (const std::string_view verb : {"VACUUM", "ANALYZE", "ANALYSE", "CLUSTER", "CHECKPOINT", "DISCARD",
                                      "REFRESH MATERIALIZED VIEW", "SET", "RESET"}) {
    if (words.take(verb)) return true;
  }
  return false;
}

}  // namespace

OutsideStatement read_outside_statement(std::string_view statement) {
  SqlWords words(statement);
  if (words.take("CREATE INDEX CONCURRENTLY") || words.take("CREATE UNIQUE INDEX CONCURRENTLY"))
    return create_index(words);
  if (words.take("DROP INDEX CONCURRENTLY")) return drop_index(words);
  if (words.take("REINDEX")) return reindex(words);
  if (words.take("ALTER")) return alter(words);
  if (words.take("CREATE")) return existence(words, Existence::After::exists);
  if (words.take("DROP")) return existence(words, Existence::After::is_gone);
  if (words.take("COMMIT PREPARED") || words.take("ROLLBACK PREPARED")) return end_prepared(words);
  if (is_repeatable(words)) return Repeatable{};
  return Unknown{};
}

}  // namespace rung::postgresql
