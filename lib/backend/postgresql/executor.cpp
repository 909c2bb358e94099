#include <algorithm>
#include <optional>
#include <string_view>

#include "backend/postgresql/postgresql_ports.hpp"

namespace rung::postgresql {
namespace {

/// Where the character number `characters` (from 0) begins, in bytes.
std::size_t byte_of(std::string_view utf8, std::uint64_t characters) {
  std::size_t at = 0;
  for (; at < utf8.size(); ++at) {
    const bool begins_character = (static_cast<unsigned char>(utf8[at]) & 0xC0U) != 0x80U;
    if (begins_character && characters-- == 0) break;
  }
  return at;
}

/// The failure with its place counted in bytes of its own statement, number `index`. The server counts in
/// characters over the whole message, and reads all of it before it executes any: what it cannot read fails
/// although no statement before it was executed.
Failure placed(const Failure& failure, const Batch& batch, std::size_t first, std::size_t& index) {
  std::optional<std::uint64_t> offset;
  if (failure.offset()) {
    const std::size_t begin = batch.begin_of(first);
    const std::size_t at = begin + byte_of(batch.text().substr(begin), *failure.offset());
    while (index + 1 < batch.size() && batch.end_of(index) < at) ++index;
    if (at >= batch.begin_of(index)) offset = at - batch.begin_of(index);
  }
  return {failure.kind(), failure.code(), failure.what(), offset, failure.advice()};
}

/// By these the server reads the text behind it: with other values it would cut or store it wrongly, in
/// silence.
void require_reading_settings(PGconn* connection) {
  if (reported(connection, "client_encoding") == "UTF8" &&
      reported(connection, "standard_conforming_strings") == "on")
    return;
  throw Failure(Failure::Kind::statement, "",
                "a statement changed client_encoding or standard_conforming_strings, by which the server "
                "reads the rest "
                "of the script: take it out");
}

}  // namespace

Rows Executor::query(const Query& query) {
  const std::string encoding(reported(exchange_->connection(), "client_encoding"));
  // Transactions of a run are in UTF-8 from their beginning on.
  if (encoding == "UTF8" || in_transaction()) return exchange_->query(query.sql, query.values);
  const auto set_encoding = [this](std::string_view name) {
    exchange_->query("set client_encoding = " + literal(name));
  };
  set_encoding("UTF8");
  try {
    Rows rows = exchange_->query(query.sql, query.values);
    set_encoding(encoding);
    return rows;
  } catch (const Failure& failure) {
    if (failure.kind() != Failure::Kind::connection_lost) set_encoding(encoding);
    throw;
  }
}

void Executor::execute(const Batch& batch, std::size_t& done, const TookEffect& took_effect) {
  const std::size_t first = done;
  std::size_t answers = done;
  try {
    exchange_->stream(batch.text().data() + batch.begin_of(first), [&](std::string_view first_value) {
      if (++answers > batch.size()) return;
      done = answers;
      took_effect(first_value);
    });
  } catch (const Failure& failure) {
    done = std::min(done, batch.size() - 1);
    throw placed(failure, batch, first, done);
  }
  // The run counts statements by its own scanner. Where PostgreSQL disagrees, going on would lose track of
  // what was done.
  if (answers != batch.size()) {
    done = std::min(answers, batch.size() - 1);
    throw Failure(Failure::Kind::statement, "",
                  "PostgreSQL sees the end of a statement elsewhere than rung does");
  }
  require_reading_settings(exchange_->connection());
}

void Executor::commit() {
  const PGTransactionStatusType before = PQtransactionStatus(exchange_->connection());
  exchange_->query("commit");
  // Of a transaction in which something failed, the server makes a rollback, and calls that success.
  if (before == PQTRANS_INERROR)
    throw Failure(Failure::Kind::statement, "25P02",
                  "a statement had failed, so the server rolled back instead");
}

void Executor::rollback() {
  if (in_transaction()) exchange_->query("rollback");
}

bool Executor::in_transaction() {
  switch (PQtransactionStatus(exchange_->connection())) {
    case PQTRANS_IDLE:
    case PQTRANS_UNKNOWN:
      return false;
    default:
      return true;
  }
}

}  // namespace rung::postgresql
