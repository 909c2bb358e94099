#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "port/ports.hpp"
#include "testing/seeding/row_writer.hpp"
#include "testing/seeding/seeder.hpp"
#include "testing/seeding/table_shape.hpp"
#include "testing/seeding/table_sources.hpp"
#include "testing/seeding/type_samples.hpp"

namespace rung::testing::seeding {

/// One filling of all the tables that need rows.
class Round {
 public:
  using Memory = std::map<std::string, Filled>;

  /// All of them must outlive it.
  Round(Ports& ports, const SchemaShape& schema, Memory& memory);

  /// Throws Failure only if the connection is gone.
  FillOutcome fill();

 private:
  /// A table that needs rows.
  struct Task {
    const TableShape* table;
    std::size_t rows;  ///< How many are wanted.
    enum class State {
      waiting,    ///< A parent is empty.
      refused,    ///< The database took none.
      half_done,  ///< A key is null, because its parent was empty.
      done,
    } state = State::waiting;
    std::string why{};
  };

  [[nodiscard]] std::vector<const TableShape*> parents_first() const;
  std::vector<std::size_t> count_rows();
  [[nodiscard]] std::vector<Task> tasks(const std::vector<std::size_t>& counts);
  void accept_domains();
  void accept_domain(const std::string& name);
  bool try_each(std::vector<Task>& tasks);
  void attempt(Task& task);
  void attempt(Task& task, Choice choice);
  void fill_together(std::vector<Task>& tasks);
  void fill_together(const std::vector<Task*>& circle);
  void complete(std::vector<Task>& tasks);
  [[nodiscard]] std::vector<Task*> circle_of(Task& task, std::vector<Task>& tasks) const;

  Ports* ports_;
  const SchemaShape* schema_;
  Memory* memory_;
  std::vector<const TableShape*> tables_;  ///< Those that are filled by themselves, parents first.
  TypeSamples samples_;
  TableSources sources_;
  RowWriter writer_;
};

}  // namespace rung::testing::seeding
