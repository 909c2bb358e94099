#include "text/classifier.hpp"

#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include <rung/embedded.hpp>

#include "text/statement_scanner.hpp"

using rung::Dialect;
using rung::text::StatementKind;
using rung::text::StatementScanner;
using rung::text::StatementSpan;

namespace {

using Texts = std::vector<std::string_view>;

// Of one statement, cut from its text.
StatementSpan classify(Dialect dialect, std::string_view text) {
  StatementScanner scanner(dialect, {});
  scanner.feed(text);
  const auto first = scanner.next();
  const auto last = scanner.finish();
  REQUIRE(first.has_value() != last.has_value());
  return first ? *first : *last;
}

void all_are(Dialect dialect, StatementKind kind, const Texts& texts) {
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK(static_cast<int>(classify(dialect, text).kind) == static_cast<int>(kind));
  }
}

void all_have(Dialect dialect, std::uint32_t trait, const Texts& texts) {
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK((classify(dialect, text).traits & trait) == trait);
  }
}

void none_has(Dialect dialect, std::uint32_t trait, const Texts& texts) {
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK((classify(dialect, text).traits & trait) == 0);
  }
}

}  // namespace

TEST_CASE("transaction control is told in SQLite") {
  const Dialect d = Dialect::sqlite;
  all_are(d, StatementKind::begin_transaction,
          {"begin", "BEGIN IMMEDIATE;", "Begin /* x */ transaction;", "-- x\nbegin"});
  all_are(d, StatementKind::commit_transaction, {"commit;", "END", "end transaction;", "commit transaction"});
  all_are(d, StatementKind::abort_transaction, {"rollback;", "ROLLBACK TRANSACTION"});
  all_are(d, StatementKind::ordinary,
          {"savepoint s", "release s", "rollback to s", "rollback transaction to savepoint s", "\"begin\"",
           "begins", "create table begin(x)", "explain begin", "'commit'", "[commit]", "abort"});
}

TEST_CASE("transaction control is told in PostgreSQL") {
  const Dialect d = Dialect::postgresql;
  all_are(d, StatementKind::begin_transaction,
          {"begin", "begin isolation level serializable;", "start transaction;"});
  all_are(d, StatementKind::commit_transaction, {"commit;", "end work", "commit and no chain"});
  all_are(d, StatementKind::abort_transaction,
          {"rollback", "abort;", "prepare transaction 'x'", "commit and chain", "end and chain",
           "rollback and chain", "rollback work"});
  all_are(
      d, StatementKind::ordinary,
      {"savepoint s", "release s", "rollback to s", "rollback work to savepoint s", "prepare p as select 1",
       "create function f() returns int language sql begin atomic select 1; end"});
}

TEST_CASE("what SQLite forbids or ignores in a transaction is told") {
  const Dialect d = Dialect::sqlite;
  all_are(d, StatementKind::outside_only,
          {"vacuum", "VACUUM INTO 'x'", "pragma journal_mode = wal", "PRAGMA main.journal_mode(wal)",
           "pragma synchronous=off", "pragma wal_checkpoint", "pragma main.wal_checkpoint(full)",
           "pragma temp_store=2"});
  all_are(d, StatementKind::outside_allowed,
          {"pragma journal_mode", "pragma user_version = 7", "pragma foreign_key_check",
           "pragma foreign_keys", "attach 'x' as y", "detach y", "pragma integrity_check"});
  all_are(d, StatementKind::foreign_keys_pragma,
          {"pragma foreign_keys = off", "PRAGMA foreign_keys=0;", "pragma main.foreign_keys = on",
           "pragma foreign_keys(off)", "pragma /* x */ \"main\" . foreign_keys -- x\n = no"});
  all_are(d, StatementKind::ordinary, {"create table vacuum(pragma)", "select 'vacuum'", "explain vacuum"});
}

TEST_CASE("what PostgreSQL forbids in a transaction is told") {
  const Dialect d = Dialect::postgresql;
  all_are(d, StatementKind::outside_only,
          {"vacuum",
           "vacuum (full) t",
           "create database x",
           "drop database if exists x",
           "create tablespace x location 'y'",
           "drop tablespace x",
           "create index concurrently i on t(a)",
           "CREATE UNIQUE INDEX CONCURRENTLY i ON t(a)",
           "create index concurrently on t(a)",
           "drop index concurrently if exists s.i",
           "reindex table concurrently t",
           "reindex (verbose, concurrently) index i",
           "reindex database x",
           "reindex (verbose) schema x",
           "reindex system x",
           "alter system set work_mem = '5MB'",
           "alter database x set tablespace y",
           "alter table s.t detach partition p concurrently",
           "create subscription s connection 'x' publication p",
           "drop subscription s",
           "alter subscription s refresh publication",
           "alter subscription s set publication p",
           "commit prepared 'x'",
           "rollback prepared 'x'",
           "discard all",
           "cluster",
           "cluster;",
           "cluster verbose",
           "cluster (verbose)"});
  all_are(d, StatementKind::ordinary,
          {"create index i on t(a)", "create index \"concurrently\" on t(a)", "drop index i",
           "reindex table t", "reindex table schema", "alter database x set work_mem = '5MB'",
           "alter table t detach partition p", "discard temp", "cluster t", "cluster verbose t using i",
           "cluster (verbose) t", "analyze t", "refresh materialized view concurrently v",
           "alter subscription s set publication p with (refresh = false)", "alter subscription s enable",
           "create view v as select 'concurrently'", "select 1 -- vacuum"});
}

TEST_CASE("statements that may change a PostgreSQL session's settings are told") {
  const Dialect d = Dialect::postgresql;
  all_are(d, StatementKind::session_setting,
          {"set client_encoding = latin1", "reset all", "select pg_catalog.set_config('a', 'b', false)"});
  all_are(d, StatementKind::may_commit, {"do $$ begin end $$", "call p()"});
  all_have(
      d, rung::embedded::changes_settings,
      {"set a = b", "RESET a", "discard temp", "select 1", "with x as (values (1)) insert into t table x",
       "do $$ $$", "call p()", "execute p", "insert into t values (set_config('a', 'b', false))",
       "update t set a = 1", "create view v as (select 1)"});
  none_has(d, rung::embedded::changes_settings,
           {"insert into t values ('select set')", "create table settings(reset_at int) -- set",
            "drop table t", "alter table t add \"set\" int"});
}

TEST_CASE(
    "statements that change rows, the schema or an enum are told, and those that only speak of it are not") {
  for (const Dialect d : {Dialect::sqlite, Dialect::postgresql}) {
    all_have(d, rung::embedded::drops_table | rung::embedded::changes_schema,
             {"drop table t", "DROP TABLE IF EXISTS s.t"});
    none_has(d, rung::embedded::drops_table, {"drop index t", "alter table t drop x", "drop view \"table\""});
    all_have(d, rung::embedded::changes_rows,
             {"delete from t", "update t set a = 1", "with x as (select 1) delete from t",
              "with x as (select 1) update t set a = 1",
              "insert into t values (1) on conflict (a) do update set a = 2"});
    none_has(
        d, rung::embedded::changes_rows,
        {"create table t(a references b on delete cascade on update restrict)", "insert into t values (1)",
         "insert into t values (1) on conflict do nothing", "select replace(a, 'b', 'c') from t",
         "with x as (select replace(a, 'b', 'c') from t) insert into y select * from x",
         "-- delete\nselect 1"});
    all_have(d, rung::embedded::changes_schema,
             {"create table t(a)", "alter table t rename to u", "drop view v"});
    none_has(d, rung::embedded::changes_schema,
             {"insert into t values (1)", "select 'create'", "explain create table t(a)"});
  }
  all_have(Dialect::sqlite, rung::embedded::changes_rows,
           {"replace into t values (1)", "insert or replace into t values (1)",
            "with x as (select 1) replace into t select 1"});
  none_has(
      Dialect::sqlite, rung::embedded::changes_rows,
      {"create trigger t after update on a begin delete from b; end", "insert or ignore into t values (1)"});
  all_have(Dialect::postgresql, rung::embedded::adds_enum_value,
           {"alter type e add value 'x'", "ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'"});
  none_has(Dialect::postgresql, rung::embedded::adds_enum_value,
           {"alter type e add attribute value int", "alter type e rename value 'x' to 'y'",
            "alter table e add value int"});
}
