#include "record/raise.hpp"

#include <fmt/format.h>

#include <rung/error.hpp>

namespace rung {

void raise(const Failure& failure, std::string_view doing, const CatalogState& state,
           const Patience& patience) {
  const std::string cause =
      failure.code().empty() ? failure.what() : fmt::format("{} [{}]", failure.what(), failure.code());
  const std::string message = fmt::format("while {}: {}\nstate: {}\n", doing, cause, to_string(state));
  switch (failure.kind()) {
    case Failure::Kind::busy:
    case Failure::Kind::start_again:
      throw LockError("", patience.waited(),
                      message + "Another session is in the way: try again, or wait longer with `--lock-wait`",
                      state);
    case Failure::Kind::cancelled:
      throw LockError("", patience.waited(), message + "It was cancelled: run again to go on", state);
    case Failure::Kind::denied:
      throw LedgerError(
          LedgerError::Kind::denied,
          message +
              "Give this role SELECT on rung's two tables to look, and the right to write them to migrate",
          state);
    case Failure::Kind::not_direct:
      throw PlanError(
          PlanError::Kind::not_direct, {},
          message +
              "The plan holds steps outside a transaction, and the lock that those need would be given to "
              "another client by the proxy. Nothing was touched. Connect to the server directly for this "
              "run",
          state);
    case Failure::Kind::unwritable:
      throw LedgerError(LedgerError::Kind::unwritable,
                        message +
                            "The database cannot be written: look at its permissions and at the space on its "
                            "disk, and run again",
                        state, Retry::may_help);
    case Failure::Kind::not_a_database:
      throw ConnectionError(message + "This is no database of that kind, or it is damaged: check the path",
                            state, Retry::useless);
    case Failure::Kind::no_connection:
    case Failure::Kind::connection_lost:
      throw ConnectionError(message + "The connection was lost: run again", state, Retry::may_help);
    case Failure::Kind::no_such_table:
    case Failure::Kind::statement:
      break;
  }
  throw LedgerError(LedgerError::Kind::foreign,
                    message + "rung's own statement was refused: is the ledger's table one of rung's?",
                    state);
}

}  // namespace rung
