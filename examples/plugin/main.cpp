// An engine whose plug-ins have tables of their own, in the engine's database: plugin FILE [PLUGIN…]
//
// All catalogs go up together when it boots, or none does: one lock, one transaction.
#include <iostream>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <rung/backend/sqlite3.hpp>
#include <rung/error.hpp>
#include <rung/joint_upgrader.hpp>

#include "plugins.hpp"

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: plugin FILE [search] [faulty]\n";
    return 2;
  }
  const std::vector<Catalog> catalogs = catalogs_with({argv + 2, argv + argc});

  soci::session sql(soci::sqlite3, argv[1]);
  rung::Database database = rung::backend::sqlite3(sql);
  const std::vector<rung::Outcome> outcomes = rung::JointUpgrader{database, catalogs}.run();
  for (std::size_t i = 0; i < catalogs.size(); ++i) {
    std::cout << catalogs[i].name << ": at version " << to_string(outcomes[i].to) << ", " << outcomes[i].steps
              << " steps\n";
  }
} catch (const rung::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
