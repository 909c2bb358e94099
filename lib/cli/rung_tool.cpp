#include <rung/cli.hpp>

int main(int argc, char** argv) {
  return rung::cli::run_tool(argc, argv,
                             {rung::cli::sqlite3(),
#ifdef RUNG_POSTGRESQL
                              rung::cli::postgresql()
#endif
                             });
}
