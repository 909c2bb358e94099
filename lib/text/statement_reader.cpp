#include "text/statement_reader.hpp"

#include "text/statement_stream.hpp"

namespace rung::text {

class StatementReader::State {
 public:
  State(const embedded::Script& script, Dialect dialect)
      : stream_(script, dialect, StatementStream::KnownChecksum::compared),
        in_transaction_(script.transaction != Transaction::none) {}

  std::optional<Statement> next() {
    while (const auto found = stream_.next()) {
      const StatementSpan& span = found->span;
      if (in_transaction_ && is_passed_over(span.kind)) continue;
      return Statement{found->text, ++index_, span.begin, span.place.line, span.kind, span.traits};
    }
    return std::nullopt;
  }

 private:
  static bool is_passed_over(StatementKind kind) noexcept {
    return kind == StatementKind::begin_transaction || kind == StatementKind::commit_transaction ||
           kind == StatementKind::foreign_keys_pragma;
  }

  StatementStream stream_;
  bool in_transaction_;
  std::uint64_t index_ = 0;
};

StatementReader::StatementReader(const embedded::Script& script, Dialect dialect)
    : state_(std::make_unique<State>(script, dialect)) {}
StatementReader::~StatementReader() = default;
StatementReader::StatementReader(StatementReader&&) noexcept = default;
StatementReader& StatementReader::operator=(StatementReader&&) noexcept = default;

std::optional<Statement> StatementReader::next() { return state_->next(); }

}  // namespace rung::text
