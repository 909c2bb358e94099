#include <exception>
#include <iostream>
#include <string>

#include <soci/soci.h>

#include "engine_database.hpp"

// bare_session DATABASE: what an engine is without rung, to see what rung adds to a program.

int main(int argc, char** argv) {
  try {
    if (argc < 2) return 0;
    soci::session sql(rung::benchmark::factory(), argv[1]);
    std::string head;
    sql << "select head from rung_version where catalog = 'main'", soci::into(head);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
