#include "testing/seeding_scene.hpp"

#include <algorithm>

#include <rung/read_schema.hpp>

#include "port/ports.hpp"

namespace rung::test {

SeedingScene::SeedingScene(const std::string& backend)
    : place_(fresh_database(backend)),
      session_(place_->open()),
      database_(place_->wrap(*session_)),
      seeder_(database_.ports()) {}

void SeedingScene::execute(std::initializer_list<std::string_view> statements) {
  for (const std::string_view statement : statements) database_.ports().executor().query({statement, {}});
}

Schema SeedingScene::schema() { return read_schema(database_); }

std::vector<std::string> SeedingScene::fill() {
  std::vector<std::string> unfilled;
  for (const testing::UnfilledTable& table : seeder_.fill(schema()).unfilled)
    unfilled.push_back(table.table + ": " + table.why);
  return unfilled;
}

std::vector<std::string> SeedingScene::column(const std::string& sql) {
  std::vector<std::string> values;
  for (const Row& row : database_.ports().executor().query({sql, {}}))
    values.push_back(row.at(0).value_or("null"));
  std::sort(values.begin(), values.end());
  return values;
}

std::size_t SeedingScene::rows_of(const std::string& table) {
  return std::stoul(column("select count(*) from " + table).front());
}

std::vector<std::string> SeedingScene::tables_with_less_than(std::size_t rows) {
  std::vector<std::string> tables;
  const Schema image = schema();
  for (const SchemaObject& object : image.objects()) {
    if (object.kind != "table" || !object.property("partition of").empty()) continue;
    const std::size_t found = rows_of(object.name);
    if (found < rows) tables.push_back(object.name + ": " + std::to_string(found));
  }
  return tables;
}

}  // namespace rung::test
