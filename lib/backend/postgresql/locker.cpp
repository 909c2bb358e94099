#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "backend/postgresql/postgresql_ports.hpp"
#include "text_hash.hpp"

namespace rung::postgresql {
namespace {

/// What a standby answers to `begin … read write` (feature_not_supported).
constexpr std::string_view no_write_on_standby = "0A000";

constexpr std::string_view time_in_ms = "(extract(epoch from pg_catalog.clock_timestamp()) * 1000)::bigint";

/// Of a ledger, for all programs and for ever: the first 64 bits of a hash of its name.
std::int64_t key_of(const std::string& ledger) {
  TextHash hash;
  hash.add("rung " + ledger);
  return static_cast<std::int64_t>(std::stoull(hash.finish().digits().substr(0, 16), nullptr, 16));
}

/// What identifies the lock of `key` in pg_locks.
std::string is_the_lock(std::int64_t key) {
  const auto bits = static_cast<std::uint64_t>(key);
  return fmt::format(
      "l.locktype = 'advisory' and l.granted and l.objsubid = 1 and l.classid = {} and l.objid = {} and "
      "l.database = "
      "(select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())",
      bits >> 32U, bits & 0xFFFFFFFFU);
}

constexpr std::string_view begin =
    "begin isolation level read committed read write;\nset local client_encoding = 'UTF8';\n";

/// The message that tries for the lock, and reads, in a transaction that has begun.
std::string lock_and_read(const std::string& ledger, const Query& read) {
  return fmt::format("select pg_catalog.pg_try_advisory_xact_lock({});\n{}", key_of(ledger),
                     with_literals(read, dialect));
}

std::string text(const std::optional<std::string>& cell) { return cell.value_or(std::string{}); }

/// "'rung main 17/48', process 123, user app, from 10.0.0.3".
constexpr std::string_view session_columns = "a.application_name, a.pid, a.usename, a.client_addr";
std::string describe_session(const Row& row) {
  std::string words = row.at(0) && !row.at(0)->empty() ? fmt::format("'{}', ", *row.at(0)) : std::string{};
  words += fmt::format("process {}, user {}", text(row.at(1)), text(row.at(2)));
  if (row.at(3)) words += ", from " + *row.at(3);
  return words;
}

}  // namespace

Locker::Attempt Locker::attempt_of(std::vector<Rows> answers) {
  Rows& locked = answers.at(answers.size() - 2);
  Attempt attempt{Attempt::Result::locked, std::move(answers.back())};
  if (locked.at(0).at(0) == "t") return attempt;
  Executor(*exchange_).rollback();
  attempt.result = Attempt::Result::held_by_another;
  return attempt;
}

Locker::Attempt Locker::try_begin(const std::string& ledger, const Query& read) {
  try {
    std::string message(begin);
    // The server reads a whole message in the encoding that it has when it comes.
    if (reported(exchange_->connection(), "client_encoding") != "UTF8") {
      exchange_->message(message);
      message.clear();
    }
    return attempt_of(exchange_->message(message + lock_and_read(ledger, read)));
  } catch (const Failure& failure) {
    Executor(*exchange_).rollback();
    if (failure.code() != no_write_on_standby) throw;
    throw Failure(Failure::Kind::unwritable, failure.code(), failure.what());
  }
}

void Locker::end(Ending& ending) { send(ending, {}); }

std::optional<Locker::Attempt> Locker::end_and_begin(Ending& ending, const std::string& ledger,
                                                     const Query& read) {
  try {
    return attempt_of(send(ending, std::string(begin) + lock_and_read(ledger, read)));
  } catch (const Failure&) {
    if (!ending.committed) throw;
  }
  try {
    Executor(*exchange_).rollback();
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): what was committed stays so
  }
  return std::nullopt;
}

std::vector<Rows> Locker::send(Ending& ending, const std::string& next) {
  std::string message(ending.statements.text().substr(ending.statements.begin_of(ending.done)));
  message += "commit;\n" + next;
  std::vector<Rows> answers;
  exchange_->message(message, [&](Rows rows) {
    if (ending.done < ending.statements.size()) {
      ++ending.done;
    } else if (!ending.committed) {
      ending.committed = true;
    } else {
      answers.push_back(std::move(rows));
    }
  });
  return answers;
}

std::string Locker::holder(const std::string& ledger) {
  const Rows rows = exchange_->query(fmt::format(
      "select {} from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid where {}",
      session_columns, is_the_lock(key_of(ledger))));
  return rows.empty() ? "another session, which ended just now" : describe_session(rows.front());
}

std::string Locker::announcement(std::string_view progress, Transaction transaction) const {
  return fmt::format("select {}, pg_catalog.set_config('application_name', {}, {})", time_in_ms,
                     literal(progress), transaction != Transaction::none);
}

std::string Locker::clock() const { return fmt::format("select {}", time_in_ms); }

void Locker::keep(const std::string& ledger) {
  const Rows rows = exchange_->query("select pg_catalog.pg_backend_pid()");
  const std::string process = text(rows.at(0).at(0));
  const std::string told = std::to_string(PQbackendPID(exchange_->connection()));
  if (process != told) {
    throw Failure(
        Failure::Kind::not_direct, "",
        fmt::format(
            "a proxy stands between this program and the server: the server's process is {}, and {} was "
            "announced at log-in",
            process, told));
  }
  exchange_->query(fmt::format("select pg_catalog.pg_try_advisory_lock({})", key_of(ledger)));
}

bool Locker::keeps(const std::string& ledger) {
  return !exchange_
              ->query(fmt::format(
                  "select 1 from pg_catalog.pg_locks l where l.pid = pg_catalog.pg_backend_pid() and {}",
                  is_the_lock(key_of(ledger))))
              .empty();
}

void Locker::release(const std::string& ledger) {
  exchange_->query(fmt::format("select pg_catalog.pg_advisory_unlock({})", key_of(ledger)));
}

std::string Locker::blockers(std::string_view statement) {
  // The server does not say which lock it waited for; those on what the statement names are the likely ones.
  const Rows rows = exchange_->query(
      fmt::format("select {}, pg_catalog.string_agg(distinct c.relname, ', ') from pg_catalog.pg_locks l "
                  "join pg_catalog.pg_class c on c.oid = l.relation "
                  "join pg_catalog.pg_stat_activity a on a.pid = l.pid "
                  "where l.granted and l.pid <> pg_catalog.pg_backend_pid() and l.database = "
                  "(select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()) "
                  "and c.relnamespace <> 'pg_catalog'::pg_catalog.regnamespace "
                  "and pg_catalog.strpos(pg_catalog.lower($1), pg_catalog.lower(c.relname)) > 0 "
                  "group by 1, 2, 3, 4, a.xact_start order by a.xact_start limit 3",
                  session_columns),
      {statement});
  std::string words;
  for (const Row& row : rows)
    words +=
        fmt::format("{}{}, which uses {}", words.empty() ? "" : "; ", describe_session(row), text(row.at(4)));
  return words;
}

}  // namespace rung::postgresql
