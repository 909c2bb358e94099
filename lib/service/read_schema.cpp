#include <rung/read_schema.hpp>

#include "record/raise.hpp"
#include "service/catalog_reader.hpp"

namespace rung {

Schema read_schema(Database& database, const LedgerOptions& ledger) {
  RunOptions options;
  options.ledger = ledger;
  CatalogReader reader(database, MigrationSet{}, options);
  const LeftOut left_out{ledger.schema, {ledger.prefix + "_version", ledger.prefix + "_ledger"}};
  try {
    return reader.patience().insist([&] { return reader.ports().schema_reader().read(left_out); });
  } catch (const Failure& failure) {
    raise(failure, "reading the schema", CatalogState::untouched(), reader.patience());
  }
}

}  // namespace rung
