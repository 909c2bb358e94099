#include "testing/seeding/row_writer.hpp"

#include "port/failure.hpp"
#include "testing/seeding/judge.hpp"

namespace rung::testing::seeding {
namespace {

/// Then the others will be refused, too.
constexpr std::size_t most_refused_rows = 2;

}  // namespace

std::size_t RowWriter::write(const RowMaker& maker, std::size_t first, std::size_t rows) {
  std::vector<std::string> statements;
  for (std::size_t row = 0; row < rows; ++row) statements.push_back(maker.insert({first, row, 0}));
  if (takes_all(statements)) return rows;

  std::size_t taken = 0;
  std::size_t refused = 0;
  for (std::size_t row = 0; row < rows && refused < most_refused_rows; ++row) {
    RowNumber number{first, row, 0};
    while (number.attempt < RowMaker::most_attempts && !takes(maker.insert(number))) ++number.attempt;
    const bool is_taken = number.attempt < RowMaker::most_attempts;
    ++(is_taken ? taken : refused);
  }
  return taken;
}

bool RowWriter::write_together(const std::vector<RowMaker>& makers, RowNumber number) {
  for (number.attempt = 0; number.attempt < RowMaker::most_attempts; ++number.attempt) {
    std::vector<std::string> statements{std::string(ports_->dialect().defer_foreign_keys)};
    for (const RowMaker& maker : makers) statements.push_back(maker.insert(number));
    if (takes_all(statements)) return true;
  }
  return false;
}

bool RowWriter::takes_all(const std::vector<std::string>& statements) {
  Batch batch;
  batch.add("begin");
  for (const std::string& statement : statements) batch.add(statement);
  batch.add("commit");
  std::size_t done = 0;
  try {
    ports_->executor().execute(batch, done, [](std::string_view) {});
    return true;
  } catch (const Failure& failure) {
    require_answer(failure);
    last_words_ = failure.what();
  }
  ports_->executor().rollback();
  return false;
}

bool RowWriter::takes(const std::string& statement) {
  try {
    ports_->executor().query({statement, {}});
    return true;
  } catch (const Failure& failure) {
    require_answer(failure);
    last_words_ = failure.what();
    return false;
  }
}

}  // namespace rung::testing::seeding
