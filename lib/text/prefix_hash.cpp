#include "text/prefix_hash.hpp"

#include "text/statement_reader.hpp"
#include "text_hash.hpp"

namespace rung::text {

Checksum extend_prefix_hash(const Checksum& before, std::string_view statement) {
  TextHash hash;
  hash.add(before.digits());
  hash.add(statement);
  return hash.finish();
}

std::optional<Checksum> hash_of_prefix(const embedded::Script& script, Dialect dialect,
                                       std::uint64_t statements) {
  StatementReader reader(script, dialect);
  Checksum hash;
  for (std::uint64_t i = 0; i < statements; ++i) {
    const auto statement = reader.next();
    if (!statement) return std::nullopt;
    hash = extend_prefix_hash(hash, statement->text);
  }
  return hash;
}

}  // namespace rung::text
