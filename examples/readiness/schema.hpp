#pragma once

#include <rung/migration_set.hpp>

/// What both programs know. The migrator makes it, the service works on it.
inline const rung::MigrationSet& schema() {
  static const rung::MigrationSet set{{
      {1, "create_visit", rung::Script{"create table visit (at integer not null)"},
       rung::Script{"drop table visit"}},
      {2, "index_visit_at", rung::Script{"create index visit_at on visit (at)"},
       rung::Script{"drop index visit_at"}},
  }};
  return set;
}
