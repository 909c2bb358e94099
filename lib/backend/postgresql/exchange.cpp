#include "backend/postgresql/exchange.hpp"

#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "backend/postgresql/failures.hpp"
#include <poll.h>

namespace rung::postgresql {
namespace {

/// How long a cancelled statement may go on before it is cancelled once more: a request that arrives between
/// two messages stops nothing.
constexpr int cancel_again_ms = 500;

/// Values as libpq takes them: texts with a NUL behind, null for null.
class BoundValues {
 public:
  explicit BoundValues(const std::vector<Value>& values) {
    texts_.reserve(values.size());
    for (const Value& value : values) {
      texts_.push_back(std::visit(ToText{}, value));
      pointers_.push_back(texts_.back() ? texts_.back()->c_str() : nullptr);
    }
  }
  [[nodiscard]] int count() const noexcept { return static_cast<int>(pointers_.size()); }
  [[nodiscard]] const char* const* pointers() const noexcept { return pointers_.data(); }

 private:
  struct ToText {
    std::optional<std::string> operator()(std::monostate) const { return std::nullopt; }
    std::optional<std::string> operator()(std::int64_t number) const { return std::to_string(number); }
    std::optional<std::string> operator()(std::string_view text) const { return std::string(text); }
  };
  std::vector<std::optional<std::string>> texts_;
  std::vector<const char*> pointers_;
};

Row row_of(const PGresult* result, int number) {
  Row row;
  for (int column = 0, columns = PQnfields(result); column < columns; ++column) {
    if (PQgetisnull(result, number, column) != 0) {
      row.emplace_back();
    } else {
      row.emplace_back(std::string(PQgetvalue(result, number, column),
                                   static_cast<std::size_t>(PQgetlength(result, number, column))));
    }
  }
  return row;
}

Rows rows_of(const PGresult* result) {
  Rows rows;
  for (int i = 0, count = PQntuples(result); i < count; ++i) rows.push_back(row_of(result, i));
  return rows;
}

void drop_copied_rows(PGconn* connection) {
  char* row = nullptr;
  while (PQgetCopyData(connection, &row, 0) > 0) PQfreemem(row);
}

}  // namespace

Exchange::Exchange(PGconn* connection, const std::atomic<bool>& cancelled)
    : connection_(connection), cancelled_(&cancelled), cancel_(PQgetCancel(connection)) {}

Exchange::~Exchange() { PQfreeCancel(cancel_); }

void Exchange::interrupt() noexcept {
  if (cancel_ == nullptr) return;
  std::array<char, 256> ignored{};
  PQcancel(cancel_, ignored.data(), static_cast<int>(ignored.size()));
}

void Exchange::require_connection() const {
  if (PQstatus(connection_) == CONNECTION_BAD)
    throw Failure(Failure::Kind::no_connection, "08003", "the connection was lost before");
}

Result Exchange::next() {
  while (PQisBusy(connection_) != 0) {
    pollfd ready{PQsocket(connection_), POLLIN, 0};
    const int found = poll(&ready, 1, cancel_again_ms);
    if (found == 0 && cancelled_->load()) interrupt();
    if (found > 0 && PQconsumeInput(connection_) == 0) break;
  }
  return Result(PQgetResult(connection_));
}

void Exchange::drain(const std::function<void(const PGresult*)>& take) {
  std::optional<Failure> failure;
  while (const Result result = next()) {
    switch (PQresultStatus(result.get())) {
      case PGRES_COPY_IN:
        PQputCopyEnd(connection_, "a migration has no data to copy from: write INSERT, or COPY from a file");
        break;
      case PGRES_COPY_OUT:
        drop_copied_rows(connection_);
        break;
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
      case PGRES_SINGLE_TUPLE:
        if (!failure) take(result.get());
        break;
      case PGRES_EMPTY_QUERY:
        break;
      default:
        if (!failure) failure.emplace(failure_of(result.get(), connection_, cancelled_->load()));
    }
  }
  if (failure) throw Failure(*failure);
  if (PQstatus(connection_) == CONNECTION_BAD) throw lost(connection_);
}

Rows Exchange::query(std::string_view sql, const std::vector<Value>& values) {
  require_connection();
  const std::string text(sql);
  const BoundValues bound(values);
  if (PQsendQueryParams(connection_, text.c_str(), bound.count(), nullptr, bound.pointers(), nullptr, nullptr,
                        0) == 0)
    throw lost(connection_);
  Rows rows;
  drain([&rows](const PGresult* result) { rows = rows_of(result); });
  return rows;
}

std::vector<Rows> Exchange::message(const std::string& text) {
  std::vector<Rows> answers;
  message(text, [&answers](Rows rows) { answers.push_back(std::move(rows)); });
  return answers;
}

void Exchange::message(const std::string& text, const std::function<void(Rows)>& take) {
  require_connection();
  if (PQsendQuery(connection_, text.c_str()) == 0) throw lost(connection_);
  drain([&take](const PGresult* result) { take(rows_of(result)); });
}

void Exchange::stream(const char* text, const TookEffect& take) {
  require_connection();
  if (PQsendQuery(connection_, text) == 0) throw lost(connection_);
  PQsetSingleRowMode(connection_);
  std::string first_value;
  bool is_first_row = true;
  drain([&](const PGresult* result) {
    if (PQresultStatus(result) == PGRES_SINGLE_TUPLE) {
      // An answer without columns has no value.
      if (std::exchange(is_first_row, false) && PQnfields(result) > 0) first_value = PQgetvalue(result, 0, 0);
      return;
    }
    take(first_value);
    first_value.clear();
    is_first_row = true;
  });
}

std::string_view reported(PGconn* connection, const char* setting) {
  const char* const value = PQparameterStatus(connection, setting);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

}  // namespace rung::postgresql
