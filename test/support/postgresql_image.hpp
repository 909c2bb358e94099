#pragma once

#include <string>

namespace rung::test {

class PostgresqlClient;

/// Schema and rows of a database, as a superuser sees them, in a text that is equal for equal databases. Left
/// out: rung's own tables, what belongs to extensions, and where sequences stand. Two round trips.
std::string image_of(PostgresqlClient& client);

}  // namespace rung::test
