#include <rung/cli.hpp>

#include <engine/migrations.hpp>

namespace {

rung::cli::Engine described() {
  rung::cli::Engine described;
  described.name = "engine";
  described.migrations = engine::migrations();
  described.drivers = {rung::cli::sqlite3(), rung::cli::postgresql()};
  described.database = "sqlite:engine.db";
  return described;
}

}  // namespace

int main(int argc, char** argv) {
  const rung::cli::Engine engine = described();
#include "2.cpp"
}
