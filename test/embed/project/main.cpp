#include <iostream>

#include <follower/migrations.hpp>

// Prints what the program was built with: a line for each migration.
int main() {
  const rung::MigrationSet set = follower::migrations();
  for (std::size_t i = 0; i < set.size(); ++i) {
    std::cout << set[i].version().number() << " " << set[i].name() << ": "
              << set[i].action(rung::Direction::up).script.text;
  }
}
