#include <rung/embedded.hpp>

namespace rung::embedded {
namespace {

class Unpacker {
 public:
  explicit Unpacker(const PackedSet& packed) noexcept : packed_(&packed) {}

  [[nodiscard]] Script script(const PackedScript& packed) const {
    Script script;
    if (packed.size != 0) script.text = {packed_->texts + packed.text, packed.size};
    script.file = word(packed.file);
    script.offset = packed.offset;
    script.size = packed.size;
    script.first_line = packed.first_line;
    script.transaction = packed.transaction;
    script.foreign_keys = packed.foreign_keys;
    script.surveyed = packed.surveyed;
    script.statements = packed.statements;
    script.traits = packed.traits;
    script.checksum = word(packed.checksum);
    return script;
  }

  [[nodiscard]] Migration migration(const PackedMigration& packed) const {
    return {packed.version,      word(packed.name),    action(packed.up),
            action(packed.down), packed.oldest_reader, word(packed.checksum)};
  }

 private:
  [[nodiscard]] Action action(const PackedAction& packed) const {
    return {packed.kind, script(packed.script), word(packed.word)};
  }
  [[nodiscard]] std::string_view word(const PackedWord& packed) const {
    return packed.size == 0 ? std::string_view{}
                            : std::string_view(packed_->words + packed.begin, packed.size);
  }

  const PackedSet* packed_;
};

}  // namespace

const Set& Unpacked::set() {
  std::call_once(once_, [this] {
    const Unpacker unpacker(*packed_);
    migrations_.reserve(packed_->migration_count);
    for (std::size_t i = 0; i < packed_->migration_count; ++i)
      migrations_.push_back(unpacker.migration(packed_->migrations[i]));
    set_.migrations = migrations_.data();
    set_.initial = unpacker.script(packed_->initial);
  });
  return set_;
}

}  // namespace rung::embedded
