#pragma once

#include <libpq-fe.h>

#include "port/failure.hpp"

namespace rung::postgresql {

/// What the server answered: sorted by its SQLSTATE
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html). The offset, if the server tells one, is
/// in characters over the whole text that was sent, from 0.
/// `was_cancelled`: by us, so that a statement that was stopped was stopped by that.
Failure failure_of(const PGresult* result, PGconn* connection, bool was_cancelled);

/// The connection is gone, and with it the answer.
Failure lost(PGconn* connection);

}  // namespace rung::postgresql
