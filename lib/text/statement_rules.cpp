#include "text/statement_rules.hpp"

#include <rung/embedded.hpp>

namespace rung::text {

namespace {

using Kind = StatementKind;

StatementRules sqlite_rules() {
  StatementRules rules;
  rules.kinds = {
      {{"BEGIN"}, Kind::begin_transaction},
      {{"COMMIT"}, Kind::commit_transaction},
      {{"END"}, Kind::commit_transaction},
      {{"ROLLBACK", "TO"}, Kind::ordinary},
      {{"ROLLBACK"}, Kind::abort_transaction},
      {{"VACUUM"}, Kind::outside_only},
      {{"PRAGMA FOREIGN_KEYS ="}, Kind::foreign_keys_pragma},
      {{"PRAGMA FOREIGN_KEYS ("}, Kind::foreign_keys_pragma},
      // Inside a transaction these fail, or are passed over in silence; without a value they only read.
      {{"PRAGMA JOURNAL_MODE ="}, Kind::outside_only},
      {{"PRAGMA JOURNAL_MODE ("}, Kind::outside_only},
      {{"PRAGMA SYNCHRONOUS ="}, Kind::outside_only},
      {{"PRAGMA SYNCHRONOUS ("}, Kind::outside_only},
      {{"PRAGMA TEMP_STORE ="}, Kind::outside_only},
      {{"PRAGMA TEMP_STORE ("}, Kind::outside_only},
      {{"PRAGMA TEMP_STORE_DIRECTORY ="}, Kind::outside_only},
      {{"PRAGMA TEMP_STORE_DIRECTORY ("}, Kind::outside_only},
      {{"PRAGMA WAL_CHECKPOINT"}, Kind::outside_only},
      {{"PRAGMA"}, Kind::outside_allowed},
      {{"ATTACH"}, Kind::outside_allowed},
      {{"DETACH"}, Kind::outside_allowed},
  };
  rules.traits = {
      {{"DROP TABLE"}, embedded::drops_table},
      {{"DELETE"}, embedded::changes_rows},
      {{"UPDATE"}, embedded::changes_rows},
      {{"REPLACE"}, embedded::changes_rows},
      {{"INSERT", "REPLACE+INTO"}, embedded::changes_rows},
      {{"INSERT", "DO UPDATE"}, embedded::changes_rows},
      {{"WITH", "DELETE"}, embedded::changes_rows},
      {{"WITH", "UPDATE"}, embedded::changes_rows},
      {{"WITH", "REPLACE+INTO"}, embedded::changes_rows},
  };
  rules.schema_verbs = WordSet("CREATE ALTER DROP REINDEX");
  rules.settings_words = WordSet("PRAGMA ATTACH DETACH");
  rules.only_outside_kinds_outside = true;
  return rules;
}

std::vector<KindRule> postgresql_kinds() {
  return {
      {{"BEGIN"}, Kind::begin_transaction},
      {{"START TRANSACTION"}, Kind::begin_transaction},
      {{"COMMIT PREPARED"}, Kind::outside_only},
      {{"COMMIT", "CHAIN", "NO"}, Kind::abort_transaction},
      {{"COMMIT"}, Kind::commit_transaction},
      {{"END", "CHAIN", "NO"}, Kind::abort_transaction},
      {{"END"}, Kind::commit_transaction},
      {{"ROLLBACK PREPARED"}, Kind::outside_only},
      {{"ROLLBACK", "TO"}, Kind::ordinary},
      {{"ROLLBACK"}, Kind::abort_transaction},
      {{"ABORT"}, Kind::abort_transaction},
      {{"PREPARE TRANSACTION"}, Kind::abort_transaction},
      {{"SET"}, Kind::session_setting},
      {{"RESET"}, Kind::session_setting},
      {{"DO"}, Kind::may_commit},
      {{"CALL"}, Kind::may_commit},
      // A routine that is created with a setting of its own gives it back by itself.
      {{"CREATE"}, Kind::ordinary},
      {{"", "SET_CONFIG"}, Kind::session_setting},
  };
}

std::vector<KindRule> postgresql_outside_kinds() {
  return {
      {{"VACUUM"}, Kind::outside_only},
      {{"CREATE DATABASE"}, Kind::outside_only},
      {{"DROP DATABASE"}, Kind::outside_only},
      {{"ALTER DATABASE", "SET TABLESPACE"}, Kind::outside_only},
      {{"CREATE TABLESPACE"}, Kind::outside_only},
      {{"DROP TABLESPACE"}, Kind::outside_only},
      {{"CREATE INDEX CONCURRENTLY"}, Kind::outside_only},
      {{"CREATE UNIQUE INDEX CONCURRENTLY"}, Kind::outside_only},
      {{"DROP INDEX CONCURRENTLY"}, Kind::outside_only},
      {{"REINDEX", "CONCURRENTLY"}, Kind::outside_only},
      {{"REINDEX DATABASE"}, Kind::outside_only},
      {{"REINDEX ( DATABASE"}, Kind::outside_only},
      {{"REINDEX SYSTEM"}, Kind::outside_only},
      {{"REINDEX ( SYSTEM"}, Kind::outside_only},
      {{"REINDEX SCHEMA"}, Kind::outside_only},
      {{"REINDEX ( SCHEMA"}, Kind::outside_only},
      {{"ALTER SYSTEM"}, Kind::outside_only},
      {{"ALTER TABLE", "DETACH CONCURRENTLY"}, Kind::outside_only},
      {{"CREATE SUBSCRIPTION"}, Kind::outside_only},
      {{"DROP SUBSCRIPTION"}, Kind::outside_only},
      // A change of its publications refreshes it, unless `refresh = false` is said.
      {{"ALTER SUBSCRIPTION", "REFRESH+PUBLICATION"}, Kind::outside_only},
      {{"ALTER SUBSCRIPTION", "PUBLICATION", "REFRESH"}, Kind::outside_only},
      {{"DISCARD ALL"}, Kind::outside_only},
      {{"CLUSTER ;"}, Kind::outside_only},
      {{"CLUSTER VERBOSE ;"}, Kind::outside_only},
      {{"CLUSTER ( ;"}, Kind::outside_only},
  };
}

StatementRules postgresql_rules() {
  StatementRules rules;
  // Those that must be outside come first: `CREATE` as such is ordinary.
  rules.kinds = postgresql_outside_kinds();
  const std::vector<KindRule> others = postgresql_kinds();
  rules.kinds.insert(rules.kinds.end(), others.begin(), others.end());
  rules.traits = {
      {{"DROP TABLE"}, embedded::drops_table},
      {{"DELETE"}, embedded::changes_rows},
      {{"UPDATE"}, embedded::changes_rows},
      {{"MERGE"}, embedded::changes_rows},
      {{"INSERT", "DO UPDATE"}, embedded::changes_rows},
      {{"WITH", "DELETE"}, embedded::changes_rows},
      {{"WITH", "UPDATE"}, embedded::changes_rows},
      {{"SELECT", "INTO"}, embedded::changes_schema},
      {{"ALTER TYPE", "ADD+VALUE"}, embedded::adds_enum_value},
      {{"DO", "ADD+VALUE"}, embedded::adds_enum_value},
  };
  // What a DO block executes cannot be told from outside: it often is DDL that asks first.
  rules.schema_verbs = WordSet(
      "CREATE ALTER DROP COMMENT GRANT REVOKE SECURITY TRUNCATE REINDEX CLUSTER REFRESH IMPORT REASSIGN DO");
  rules.settings_words = WordSet("SET RESET DISCARD SELECT WITH DO CALL EXECUTE SET_CONFIG");
  return rules;
}

}  // namespace

const StatementRules& statement_rules(Dialect dialect) {
  static const StatementRules none;
  static const StatementRules sqlite = sqlite_rules();
  static const StatementRules postgresql = postgresql_rules();
  switch (dialect) {
    case Dialect::sqlite:
      return sqlite;
    case Dialect::postgresql:
      return postgresql;
    case Dialect::any:
      break;
  }
  return none;
}

}  // namespace rung::text
