#include "testing/seeding/round.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "testing/seeding/judge.hpp"
#include "testing/seeding/sql_words.hpp"

namespace rung::testing::seeding {
namespace {

constexpr std::size_t usual_rows = 4;
constexpr std::size_t most_rows = 8;
constexpr std::size_t added_rows = 2;

/// So many that all labels of its enums come by, if they are not too many.
std::size_t rows_for(const TableShape& table, const Types& types) {
  std::size_t rows = usual_rows;
  for (const Column& column : table.columns) {
    const auto labels = types.enums.find(column.type);
    if (labels != types.enums.end()) rows = std::max(rows, labels->second.size());
  }
  return std::min(rows, most_rows);
}

}  // namespace

Round::Round(Ports& ports, const SchemaShape& schema, Memory& memory)
    : ports_(&ports),
      schema_(&schema),
      memory_(&memory),
      tables_(parents_first()),
      samples_(schema.types),
      sources_(ports, schema, samples_),
      writer_(ports) {}

FillOutcome Round::fill() {
  std::vector<Task> due = tasks(count_rows());
  if (due.empty()) return {};
  accept_domains();
  while (try_each(due)) {
  }
  fill_together(due);
  while (try_each(due)) {
  }
  complete(due);

  FillOutcome outcome{FillOutcome::Rows::added, {}};
  const std::vector<std::size_t> counts = count_rows();
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    if (counts[i] > 0) continue;
    const auto task =
        std::find_if(due.begin(), due.end(), [&](const Task& one) { return one.table == tables_[i]; });
    std::string why = task == due.end() ? std::string() : task->why;
    if (why.empty())
      why = "rows were put in without an error, and none is there: does a trigger take them away?";
    outcome.unfilled.push_back({tables_[i]->name, std::move(why)});
  }
  return outcome;
}

std::vector<const TableShape*> Round::parents_first() const {
  std::vector<const TableShape*> order;
  std::set<const TableShape*> seen;
  const std::function<void(const TableShape&)> visit = [&](const TableShape& table) {
    if (!seen.insert(&table).second) return;
    for (const ForeignKey& key : table.foreign_keys)
      if (const TableShape* parent = schema_->table(key.parent)) visit(*parent);
    // Nobody can put a row into a table whose partitions are still to come.
    const bool takes_rows = !table.is_partitioned || table.has_partitions;
    if (table.filled_through.empty() && takes_rows) order.push_back(&table);
  };
  for (const TableShape& table : schema_->tables) visit(table);
  return order;
}

/// Of each table: 0, 1, or 2 for more. One query.
std::vector<std::size_t> Round::count_rows() {
  std::vector<std::size_t> counts;
  if (tables_.empty()) return counts;
  std::string sql;
  for (const TableShape* table : tables_) {
    sql += fmt::format("{}((select count(*) from (select 1 from {} limit 2) as rows_of_it))",
                       sql.empty() ? "values " : ", ", rows_of(ports_->dialect(), *table));
  }
  for (const Row& row : ports_->executor().query({sql, {}})) counts.push_back(std::stoul(row.at(0).value()));
  return counts;
}

std::vector<Round::Task> Round::tasks(const std::vector<std::size_t>& counts) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const TableShape& table = *tables_[i];
    const auto known = memory_->find(table.name);
    const bool is_known = known != memory_->end();
    if (counts[i] == 0 || (counts[i] == 1 && !is_known))
      tasks.push_back({&table, rows_for(table, schema_->types)});
    else if (!is_known)
      (*memory_)[table.name].signature = table.signature;
    else if (known->second.signature != table.signature && known->second.rows > 0)
      tasks.push_back({&table, added_rows});
  }
  return tasks;
}

void Round::accept_domains() {
  for (const auto& [name, domain] : schema_->types.domains) accept_domain(name);
}

/// The values that the domain's checks let in, and those of the domains that it is made of.
void Round::accept_domain(const std::string& name) {
  const Types::Domain& domain = schema_->types.domains.at(name);
  if (schema_->types.domains.count(domain.type) != 0) accept_domain(domain.type);
  Hints hints;
  for (const Check& check : domain.checks) hints.add(check.hints);
  std::vector<Sample> samples = samples_.choices(domain.type, hints, 0);
  const std::vector<NamedColumn> value{{"value", std::string(samples_.base_of(domain.type))}};
  Judge judge(*ports_);
  for (const Check& check : domain.checks) {
    Source source{{0}, {}, Source::Origin::samples};
    for (const Sample& sample : samples) source.tuples.push_back({sample.literal(ports_->dialect())});
    const auto let_in = judge.let_in({source}, value, check.expression);
    if (!let_in) continue;
    const std::set<std::vector<std::string>> good(let_in->tuples.begin(), let_in->tuples.end());
    samples.erase(std::remove_if(samples.begin(), samples.end(),
                                 [&](const Sample& sample) {
                                   return good.count({sample.literal(ports_->dialect())}) == 0;
                                 }),
                  samples.end());
  }
  if (!domain.checks.empty()) samples_.accept(name, std::move(samples));
}

/// Whether one more was filled: then others may go, too.
bool Round::try_each(std::vector<Task>& tasks) {
  bool progress = false;
  for (Task& task : tasks) {
    if (task.state != Task::State::waiting && task.state != Task::State::refused) continue;
    attempt(task);
    progress = progress || task.state == Task::State::done || task.state == Task::State::half_done;
  }
  const auto is_open = [](const Task& task) {
    return task.state == Task::State::waiting || task.state == Task::State::refused;
  };
  return progress && std::any_of(tasks.begin(), tasks.end(), is_open);
}

void Round::attempt(Task& task) {
  attempt(task, Choice::free);
  if (task.state == Task::State::refused && !task.table->triggers.names.empty())
    attempt(task, Choice::guided);
}

void Round::attempt(Task& task, Choice choice) {
  Filled& filled = (*memory_)[task.table->name];
  auto found = sources_.find(*task.table, filled.rows, choice);
  if (!found) {
    task.state = Task::State::waiting;
    task.why = "a table that it refers to has no rows";
    return;
  }
  const RowMaker maker(*task.table, std::move(found->sources), choice);
  if (writer_.write(maker, filled.rows, task.rows) == 0) {
    task.state = Task::State::refused;
    task.why = writer_.last_words();
    return;
  }
  const bool is_whole = found->parents == TableSources::Found::Parents::all_there;
  task.state = is_whole ? Task::State::done : Task::State::half_done;
  filled = {task.table->signature, filled.rows + task.rows, true};
}

/// Tables that wait for each other.
void Round::fill_together(std::vector<Task>& tasks) {
  for (Task& task : tasks)
    if (task.state == Task::State::waiting) fill_together(circle_of(task, tasks));
}

void Round::fill_together(const std::vector<Task*>& circle) {
  std::vector<RowMaker> makers;
  const std::size_t first = (*memory_)[circle.front()->table->name].rows;
  for (Task* task : circle) {
    auto found = sources_.find(*task->table, first, Choice::lockstep);
    makers.emplace_back(*task->table, std::move(found->sources), Choice::lockstep);
  }
  bool is_taken = false;
  for (std::size_t row = 0; row < added_rows; ++row)
    is_taken = writer_.write_together(makers, {first, row, 0}) || is_taken;
  for (Task* task : circle) {
    task->why = writer_.last_words();
    if (!is_taken) continue;
    task->state = Task::State::half_done;
    (*memory_)[task->table->name] = {task->table->signature, first + added_rows, true};
  }
}

/// The table and the waiting ones that it needs.
std::vector<Round::Task*> Round::circle_of(Task& task, std::vector<Task>& tasks) const {
  std::vector<Task*> circle{&task};
  for (std::size_t at = 0; at < circle.size(); ++at) {
    for (const ForeignKey& key : circle[at]->table->foreign_keys) {
      const TableShape* parent = schema_->table(key.parent);
      const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const Task& one) {
        return one.table == parent && one.state == Task::State::waiting;
      });
      if (found != tasks.end() && std::find(circle.begin(), circle.end(), &*found) == circle.end())
        circle.push_back(&*found);
    }
  }
  return circle;
}

/// Keys that had to be null are filled in further rows.
void Round::complete(std::vector<Task>& tasks) {
  for (Task& task : tasks) {
    if (task.state != Task::State::half_done) continue;
    task.rows = added_rows;
    attempt(task);
  }
}

}  // namespace rung::testing::seeding
