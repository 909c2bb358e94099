#pragma once

#include <libpq-fe.h>

#include "port/failure.hpp"

namespace rung::postgresql {

/// What the server answered: sorted by its SQLSTATE
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html). The offset, if the server tells one, is
/// in characters over the whole text that was sent, from 0.
Failure failure_of(const PGresult* result, PGconn* connection);

/// The connection is gone, and with it the answer.
Failure lost(PGconn* connection);

}  // namespace rung::postgresql
